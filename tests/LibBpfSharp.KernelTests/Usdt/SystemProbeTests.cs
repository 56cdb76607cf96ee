using System.Diagnostics;
using System.Runtime.InteropServices;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Usdt;

/// <summary>Statically defined probes that the system's own programs and libraries have.</summary>
public sealed unsafe partial class SystemProbeTests
{
    public SystemProbeTests() => Requires.Root();

    [Fact]
    public void A_probe_of_the_C_library_is_hit()
    {
        Requires.Probe("libc.so.6", "libc:setjmp");
        using ProbedProgram probed = ProbedProgram.Load("any");
        byte* registers = stackalloc byte[1024];
        using (probed["any"].AttachUsdt("libc.so.6", "libc", "setjmp", new UsdtOptions { ProcessId = 0 }))
            Assert.Equal(0, SetJump(registers));
        Assert.Equal(1ul, probed.Hits);
        Assert.Equal((nint)registers, (nint)probed.Values(1)[0]);
    }

    [Fact]
    public void A_probe_of_the_Cpp_library_is_attached_to_by_section()
    {
        Requires.Probe("libstdc++.so.6", "libstdcxx:throw");
        Requires.Feature(BpfFeature.BpfCookie); // for libraries in every process
        using ProbedProgram probed = ProbedProgram.Load("thrown");
        using var target = TargetProcess.Start();
        using (probed["thrown"].Attach())
            target.Throw();
        Assert.Equal((1ul, 2), (probed.Hits, probed.Count));
    }

    [Fact]
    public void Probes_of_Python_are_hit_and_count_who_watches()
    {
        const string Python = "/usr/bin/python3";
        Requires.Probe(Python, "python:gc__start");
        Requires.Feature(BpfFeature.BpfCookie); // for position-independent programs in every process
        using ProbedProgram probed = ProbedProgram.Load("any");
        using (probed["any"].AttachUsdt(Python, "python", "gc__start"))
        {
            using Process run = Process.Start(Python, ["-c", "import gc; gc.disable(); [gc.collect(1) for i in range(3)]"]);
            run.WaitForExit();
        }

        Assert.True(probed.Hits >= 3);
        Assert.Equal(1, probed.Count);
    }

    [LibraryImport("libc", EntryPoint = "_setjmp")]
    private static partial int SetJump(byte* registers);
}
