using System.Runtime.InteropServices;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>One program of the fixture, alone, with its counter.</summary>
internal sealed partial class AttachedProgram : IDisposable
{
    private readonly BpfObject _object;

    private AttachedProgram(BpfObject bpf, BpfProgram program)
    {
        _object = bpf;
        Program = program;
    }

    public BpfProgram Program { get; }

    public BpfObject Object => _object;

    public ulong Hits => _object.Variables["hits"].Get<ulong>();

    public ulong Cookie => _object.Variables["cookie"].Get<ulong>();

    /// <summary>Opens a program, to be loaded by what is tested.</summary>
    public static AttachedProgram Open(string name, string fixture, Kernel? kernel = null)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path(fixture), new BpfObjectOptions { Kernel = kernel ?? Kernel.Running });
        foreach (BpfProgram program in bpf.Programs) program.AutoLoad = program.Name == name;
        return new AttachedProgram(bpf, bpf.Programs[name]);
    }

    /// <summary>Loads a program; skips the test where this kernel refuses all of its type, or its target, before it looks at an instruction.</summary>
    public static AttachedProgram Load(string name, Kernel? kernel = null, bool withCookie = false, string fixture = "attach")
    {
        AttachedProgram opened = Open(name, fixture, kernel);
        BpfObject bpf = opened.Object;
        try
        {
            if (withCookie) bpf.Variables["with_cookie"].Set(1);
            bpf.Load();
            return opened;
        }
        catch (BpfPermissionException refused) when (refused.Reason is BpfPermissionReason.KernelRefusesProgramType)
        {
            bpf.Dispose();
            Assert.Skip($"this kernel refuses the program: {refused.Message}");
            throw;
        }
        catch (BpfVerifierException refused) when (refused is { Errno: Errno.EPERM } && refused.Log.Text.Contains("processed 0 insns", StringComparison.Ordinal))
        {
            bpf.Dispose();
            Assert.Skip($"this kernel refuses the program's target: {refused.Message.Split('\n')[0]}");
            throw;
        }
    }

    /// <summary>Makes a system call, by a function of libc, that the probes of the fixture see.</summary>
    public static void GetParent() => Assert.True(ParentId() >= 0);

    /// <summary>
    /// Passes the tracepoint of the fixture. It is one that hardly anything else passes: emulated processors are known to trip over
    /// tracepoints that are switched on and off while others run through them.
    /// </summary>
    public static void Rename() => File.WriteAllText("/proc/thread-self/comm", "lbs-test");

    /// <summary>Sleeps for a microsecond in the kernel (<c>do_nanosleep</c>).</summary>
    public static void Nap() => Assert.Equal(0, Sleep(1));

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);

    /// <summary>The program runs while the link is there, and not after.</summary>
    public void RunsUntilDisposed(IDisposable link, Action trigger)
    {
        using (link) Runs(trigger);
        Stops(trigger);
    }

    /// <summary>The program runs.</summary>
    public void Runs(Action trigger)
    {
        ulong before = Hits;
        Assert.True(Patience.Until(() => { trigger(); return Hits > before; }, TimeSpan.FromSeconds(10)), "The program never ran.");
    }

    /// <summary>The program no longer runs; what is under way on other processors may end.</summary>
    public void Stops(Action trigger) => Support.Eventually.True(() =>
    {
        ulong after = Hits;
        trigger();
        return Hits == after;
    });

    public void Dispose() => _object.Dispose();
}
