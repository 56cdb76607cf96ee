using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>The fixture of event streams with the programs and maps a test wants.</summary>
internal sealed class StreamObject : IDisposable
{
    private StreamObject(BpfObject bpf) => Object = bpf;

    public BpfObject Object { get; }

    public ulong Produced => Get("produced");

    public ulong Drops => Get("drops");

    /// <summary>Loads some programs, with the maps they use.</summary>
    public static StreamObject Load(Action<BpfObject>? configure = null, Kernel? kernel = null, params string[] programs)
    {
        Requires.Root();
        Requires.Helper(BpfProgramType.SchedCls, BpfHelper.Loop);
        var bpf = BpfObject.Open(BpfFixtures.Path("events"), new BpfObjectOptions { Kernel = kernel ?? Kernel.Running });
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
        Object.Programs[program].TestRun(new TestRunOptions { Data = stackalloc byte[64], Repeat = times });
    }

    /// <summary>Has a program make so many records in one run.</summary>
    public void Emit(string program, uint records)
    {
        With("batch", records);
        Run(program);
    }

    public void Dispose() => Object.Dispose();
}
