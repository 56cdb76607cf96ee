using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Programs of the fixtures for statically defined probes, loaded, with what they keep of the last hit.</summary>
internal sealed class ProbedProgram : IDisposable
{
    private ProbedProgram(BpfObject bpf) => Object = bpf;

    public BpfObject Object { get; }

    public ulong Hits => Object.Variables["hits"].Get<ulong>();

    public long Sum => Object.Variables["sum"].Get<long>();

    public long Count => Object.Variables["count"].Get<long>();

    public long Cookie => Object.Variables["cookie"].Get<long>();

    public BpfProgram this[string name] => Object.Programs[name];

    public static ProbedProgram Load(params string[] names) => Load(Kernel.Running, "usdt", names);

    public static ProbedProgram Load(Kernel kernel, string fixture, params string[] names)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path(fixture), new BpfObjectOptions { Kernel = kernel });
        foreach (BpfProgram program in bpf.Programs) program.AutoLoad = names.Contains(program.Name);
        bpf.Load();
        return new(bpf);
    }

    /// <summary>The arguments of the last hit.</summary>
    public long[] Values(int count) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(Object.Variables["values"].GetBytes())[..count].ToArray();

    public void Dispose() => Object.Dispose();
}
