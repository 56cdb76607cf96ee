using LibBpfSharp.Btf;

namespace LibBpfSharp;

/// <summary>A map to be made without an object.</summary>
public sealed record BpfMapOptions
{
    /// <summary>The map type.</summary>
    public required BpfMapType Type { get; init; }

    /// <summary>The name; the kernel keeps 15 characters of it (4.15).</summary>
    public string Name { get; init; } = "";

    /// <summary>Key size in bytes; 0 for maps without keys.</summary>
    public uint KeySize { get; init; }

    /// <summary>Value size in bytes, of one CPU's value in a per-CPU map; 0 for ring buffers and arenas.</summary>
    public uint ValueSize { get; init; }

    /// <summary>
    /// The most elements; bytes for ring buffers, rounded up to a power of two of pages; pages for an arena; 0 for local and cgroup storage. 0 gives a
    /// perf event array one element per possible CPU.
    /// </summary>
    public uint MaxEntries { get; init; }

    /// <summary>Creation flags. <see cref="BpfMapFlags.NoPrealloc"/>, without which the kernel makes no LPM trie, resizable hash or local storage, and
    /// <see cref="BpfMapFlags.Mmapable"/>, without which it makes no arena, are added for these.</summary>
    public BpfMapFlags Flags { get; init; }

    /// <summary>The NUMA node, used with <see cref="BpfMapFlags.NumaNode"/>.</summary>
    public uint NumaNode { get; init; }

    /// <summary>The network device the map is offloaded to (4.16); <c>null</c> for a map of the kernel proper.</summary>
    public BpfInterface? Interface { get; init; }

    /// <inheritdoc cref="BpfMapSpec.MapExtra"/>
    public ulong MapExtra { get; init; }

    /// <summary>For a map of maps: a map whose type, sizes and flags those in it are to have. It is only looked at.</summary>
    public BpfMap? InnerTemplate { get; init; }

    /// <summary>
    /// The C types of keys and values; <c>null</c> for none. They are left out where the kernel knows none of them (before 4.18) or takes none for this type
    /// of map. Local storage must have some, and is given plain bytes where this is <c>null</c>.
    /// </summary>
    public BtfSpec? Types { get; init; }

    /// <summary>The type of keys in <see cref="Types"/>.</summary>
    public uint KeyTypeId { get; init; }

    /// <summary>The type of values in <see cref="Types"/>.</summary>
    public uint ValueTypeId { get; init; }

    /// <summary>A directory of a BPF file system whose mount delegates rights to this user namespace (6.9); <c>null</c> to go by own rights.</summary>
    public string? TokenPath { get; init; }
}
