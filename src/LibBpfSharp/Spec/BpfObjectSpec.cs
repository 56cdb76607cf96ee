using LibBpfSharp.Btf;
using LibBpfSharp.Loading;

namespace LibBpfSharp.Spec;

/// <summary>A compiled BPF object, read and checked: its programs, maps and variables. Immutable; knows no kernel and needs no privilege.</summary>
public sealed partial class BpfObjectSpec
{
    internal BpfObjectSpec(
        string name, BpfNamedCollection<BpfProgramSpec> programs, BpfNamedCollection<BpfMapSpec> maps, BpfNamedCollection<BpfVariableSpec> variables)
    {
        Name = name;
        Programs = programs;
        Maps = maps;
        Variables = variables;
    }

    /// <summary>The object's name, at most 15 characters: the file's name up to its first dot, or the name given with the bytes.</summary>
    public string Name { get; }

    /// <summary>The licence (<c>license</c> section), at most 63 characters; empty if the object states none.</summary>
    public string License { get; internal init; } = "";

    /// <summary>The kernel version in the <c>version</c> section; <c>null</c> without one.</summary>
    public Version? KernelVersion { get; internal init; }

    /// <summary>The object's byte order. One that is not the machine's opens, but cannot be loaded.</summary>
    public bool IsLittleEndian { get; internal init; } = true;

    /// <summary>The entry programs, in the order of their sections.</summary>
    public BpfNamedCollection<BpfProgramSpec> Programs { get; }

    /// <summary>The maps: declared ones first, then data sections, kconfig values, struct_ops.</summary>
    public BpfNamedCollection<BpfMapSpec> Maps { get; }

    /// <summary>The variables of all data sections and the arena.</summary>
    public BpfNamedCollection<BpfVariableSpec> Variables { get; }

    /// <summary>
    /// The object's own types, <c>null</c> without a usable <c>.BTF</c> section. As compiled but for what the compiler leaves
    /// open: sizes and offsets of data sections are filled in, and externs are described as variables the kernel takes.
    /// </summary>
    public BtfSpec? Btf { get; internal init; }

    /// <summary>Function, line and CO-RE records, <c>null</c> without a usable <c>.BTF.ext</c> section.</summary>
    internal BtfExtensions? BtfExtensions { get; init; }

    /// <summary>What is broken in BTF that the object can do without.</summary>
    internal BpfObjectFormatException? BtfFault { get; init; }

    /// <summary>Entry programs and <c>.text</c> sub-programs, by section, then offset.</summary>
    internal FunctionSpec[] Functions { get; init; } = [];

    /// <summary>Kconfig externs first, by falling alignment, rising size and name; then kernel symbols by name.</summary>
    internal ExternSpec[] Externs { get; init; } = [];

    /// <summary>The <c>.jumptables</c> section.</summary>
    internal ReadOnlyMemory<byte> JumpTables { get; init; }

    /// <summary>Index of the arena in <see cref="Maps"/>, −1 without one.</summary>
    internal int ArenaMapIndex { get; init; } = -1;

    /// <summary>Index of the <c>.kconfig</c> map in <see cref="Maps"/>, −1 without one.</summary>
    internal int KconfigMapIndex { get; init; } = -1;

    /// <summary>Index of the <c>.text</c> section, 0 without one.</summary>
    internal int TextSectionIndex { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Programs.Count} programs, {Maps.Count} maps)";
}
