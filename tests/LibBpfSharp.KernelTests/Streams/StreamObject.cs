using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>The fixture of event streams with the programs and maps a test wants.</summary>
internal sealed class StreamObject : IDisposable
{
    /// <summary>The most records of one run where the kernel has no bpf_loop.</summary>
    private const uint Bound = 1000;

    private static readonly bool s_isBounded = !BpfFeatures.OfRunningKernel.ProbeHelper(BpfProgramType.SchedCls, BpfHelper.Loop).IsSupported;

    private StreamObject(BpfObject bpf) => Object = bpf;

    public BpfObject Object { get; }

    public ulong Produced => Get("produced");

    public ulong Drops => Get("drops");

    /// <summary>Loads some programs, with the maps they use.</summary>
    public static StreamObject Load(Action<BpfObject>? configure = null, Kernel? kernel = null, params string[] programs)
    {
        Requires.Root();
        var bpf = BpfObject.Open(BpfFixtures.Path(s_isBounded ? "events.bounded" : "events"), new BpfObjectOptions { Kernel = kernel ?? Kernel.Running });
        try
        {
            foreach (BpfProgram program in bpf.Programs) program.AutoLoad = programs.Contains(program.Name);
            bpf.Maps["requests"].AutoCreate = programs.Contains("drain");
            configure?.Invoke(bpf);
            bpf.Load();
            return new StreamObject(bpf);
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }

    public ulong Get(string variable) => Object.Variables[variable].Get<ulong>();

    public StreamObject With(string variable, uint value)
    {
        Object.Variables[variable].Set(value);
        return this;
    }

    /// <summary>Runs a program some times.</summary>
    public void Run(string program, uint times = 1)
    {
        Object.Programs[program].TestRun(new BpfTestRunOptions { Data = stackalloc byte[64], Repeat = times });
    }

    /// <summary>Has a program make so many records, in one run if the kernel can.</summary>
    public void Emit(string program, uint records)
    {
        uint most = s_isBounded ? Bound : records;
        for (uint left = records; left > 0; left -= uint.Min(left, most))
        {
            With("batch", uint.Min(left, most));
            Run(program);
        }
    }

    public void Dispose() => Object.Dispose();
}
