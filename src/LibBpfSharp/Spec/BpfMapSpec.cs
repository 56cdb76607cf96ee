using LibBpfSharp.Loading;

namespace LibBpfSharp.Spec;

/// <summary>A map as the object defines it, before any setting of the caller.</summary>
public sealed class BpfMapSpec
{
    internal BpfMapSpec(string name, string sectionName)
    {
        Name = name;
        SectionName = sectionName;
    }

    /// <summary>
    /// The name: the variable's in the source; that of a section such as <c>.data.hot</c>; for <c>.data</c>, <c>.rodata</c> and <c>.bss</c>
    /// with up to eight characters of the object's name before it.
    /// </summary>
    public string Name { get; }

    /// <summary>The name the map has in the kernel, which keeps 15 characters of it.</summary>
    public string KernelName
    {
        get => field ?? Name;
        internal init;
    }

    /// <summary>Where the map comes from.</summary>
    public BpfMapKind Kind { get; internal init; }

    /// <summary>The map type.</summary>
    public BpfMapType Type { get; internal init; }

    /// <summary>Key size in bytes.</summary>
    public uint KeySize { get; internal init; }

    /// <summary>Value size in bytes.</summary>
    public uint ValueSize { get; internal init; }

    /// <summary>Number of elements; bytes for ring buffers (already a power of two of pages), pages for an arena; 0 where the definition leaves it open.</summary>
    public uint MaxEntries { get; internal init; }

    /// <summary>Creation flags.</summary>
    public BpfMapFlags Flags { get; internal init; }

    /// <summary>The NUMA node, used with <see cref="BpfMapFlags.NumaNode"/>.</summary>
    public uint NumaNode { get; internal init; }

    /// <summary>Further setting whose meaning depends on the type (<c>map_extra</c>): hash functions of a bloom filter, address of an arena.</summary>
    public ulong MapExtra { get; internal init; }

    /// <summary>Whether the map is shared by a pin of its name.</summary>
    public BpfMapPinning Pinning { get; internal init; }

    /// <summary>BTF id of the key type in the object's BTF, 0 if not known.</summary>
    public uint KeyTypeId { get; internal init; }

    /// <summary>BTF id of the value type in the object's BTF, 0 if not known; the DATASEC for data sections, the struct for struct_ops.</summary>
    public uint ValueTypeId { get; internal init; }

    /// <summary>BTF id of the struct that defines the map, 0 for maps that are not <see cref="BpfMapKind.Declared"/>.</summary>
    public uint DefinitionTypeId { get; internal init; }

    /// <summary>The definition of the inner maps of a map of maps, <c>null</c> where none is given.</summary>
    public BpfMapSpec? InnerMap { get; internal init; }

    /// <summary>Initial elements of a map of maps or program array, by index; unset indexes are absent.</summary>
    public IReadOnlyList<BpfMapSlotSpec> Slots { get; internal set; } = [];

    /// <summary>Initial bytes of the value (data sections, struct_ops) or of the arena's globals; empty means zeroed.</summary>
    public ReadOnlyMemory<byte> InitialImage { get; internal set; }

    /// <summary>The ELF section the map comes from: <c>.maps</c>, <c>.rodata.cst16</c>, <c>.struct_ops.link</c>.</summary>
    public string SectionName { get; }

    /// <summary>False for <c>SEC("?.struct_ops")</c>: not created unless asked for.</summary>
    public bool AutoCreate { get; internal init; } = true;

    /// <summary>Whether the map holds globals or kconfig values of the object.</summary>
    public bool IsInternal => Kind is BpfMapKind.Data or BpfMapKind.Rodata or BpfMapKind.Bss or BpfMapKind.Kconfig;

    /// <summary>The section, by whose name a data section is found too, as in libbpf: the map of <c>.bss</c> is called <c>object.bss</c>.</summary>
    internal string? OtherName => IsInternal ? SectionName : null;

    internal int SectionIndex { get; init; }

    /// <summary>Byte offset of the definition in its section.</summary>
    internal ulong SectionOffset { get; init; }

    internal StructOpsSpec? StructOps { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Type})";
}
