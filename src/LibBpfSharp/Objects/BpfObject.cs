using LibBpfSharp.Loading;

namespace LibBpfSharp;

/// <summary>A BPF object on its way into the kernel: opened, configured, loaded.</summary>
/// <remarks>
/// Opening touches neither the kernel nor a privilege. Between <c>Open</c> and <see cref="Load"/> the settings of programs, maps and
/// variables are for one thread; after the load everything may be used by several. Objects do not disturb one another: any number may be
/// loaded at once, of one spec too. Disposing closes the programs and maps; what links, pins and other descriptors hold stays in the kernel.
/// </remarks>
public sealed partial class BpfObject : IDisposable
{
    private readonly object _gate = new();
    private BtfHandle? _btf;
    private ObjectLoader? _loader;
    private volatile BpfObjectState _state;

    private BpfObject(BpfObjectSpec spec, BpfObjectOptions options)
    {
        Spec = spec;
        Options = options;
        BpfMap[] maps = [.. spec.Maps.Select(m => new BpfMap(m, this))];
        Maps = new(maps, "map", static m => m.Name, static m => m.Spec!.OtherName);
        Programs = new([.. spec.Programs.Select(p => new BpfProgram(p, this))], "program", static p => p.Name);

        Dictionary<BpfMapSpec, BpfMap> bySpec = maps.ToDictionary(m => m.Spec!, ReferenceEqualityComparer.Instance as IEqualityComparer<BpfMapSpec>);
        Variables = new([.. spec.Variables.Select(v => new BpfVariable(v, bySpec[v.Map], this))], "variable", static v => v.Name);
        foreach (BpfProgram program in Programs) program.Setup();
    }

    /// <summary>The object's name.</summary>
    public string Name => Spec.Name;

    /// <summary>The object as compiled.</summary>
    public BpfObjectSpec Spec { get; }

    /// <summary>Where the object is in its life.</summary>
    public BpfObjectState State => _state;

    /// <summary>The object's BTF in the kernel; it stays this object's: do not dispose it. <c>null</c> before <see cref="Prepare"/>, without BTF, or where the kernel refused it.</summary>
    public BtfHandle? BtfHandle => _btf;

    /// <summary>The programs, in the order of their sections.</summary>
    /// <example>
    /// <code>
    /// using var tracing = BpfObject.Open("attach.bpf.o");
    /// foreach (BpfProgram program in tracing.Programs)
    ///     program.AutoLoad = program.Name is "raw" or "tracepoint";
    /// tracing.Load();
    ///
    /// BpfProgram renames = tracing.Programs["tracepoint"];
    /// </code>
    /// </example>
    public BpfNamedCollection<BpfProgram> Programs { get; }

    /// <summary>The maps: declared ones first, then data sections, which are found by the name of their section too (<c>.bss</c>).</summary>
    /// <example>
    /// <code>
    /// using var counting = BpfObject.Open("counter.bpf.o");
    /// counting.Maps["counters"].MaxEntries = 16;             // as compiled, or as you set it before the load
    /// counting.Load();
    ///
    /// BpfMap counters = counting.Maps["counters"];
    /// </code>
    /// </example>
    public BpfNamedCollection<BpfMap> Maps { get; }

    /// <summary>The global variables.</summary>
    /// <example>
    /// <code>
    /// using var counting = BpfObject.Open("globals.bpf.o");
    /// counting.Variables["sample_rate"].Set(100u);           // "const volatile" in C: before the load only
    /// counting.Load();
    /// ulong seen = counting.Variables["seen"].Get&lt;ulong>();  // others at any time
    /// </code>
    /// </example>
    public BpfNamedCollection<BpfVariable> Variables { get; }

    internal BpfObjectOptions Options { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({State})";
}
