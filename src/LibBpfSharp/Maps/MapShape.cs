namespace LibBpfSharp;

/// <summary>What of a map decides how its elements are passed.</summary>
internal sealed class MapShape(
    string name, BpfMapType type, int keySize, int valueSize, uint maxEntries, Func<int> possibleCpus,
    Func<MapTypes?>? types = null, BpfMapFlags flags = BpfMapFlags.None)
{
    private readonly Lazy<MapTypes?> _types = new(types ?? (() => null));
    private int _possibleCpus;

    /// <summary>The map's name, for messages.</summary>
    internal string Name => name;

    internal BpfMapType Type => type;

    /// <summary>Bytes of a key; 0 for maps without keys.</summary>
    internal int KeySize => keySize;

    /// <summary>Bytes of one value.</summary>
    internal int ValueSize => valueSize;

    internal uint MaxEntries => maxEntries;

    internal BpfMapFlags Flags => flags;

    /// <summary>The C types of key and value, where the map has them and they can be read; asked for when first needed.</summary>
    internal MapTypes? Types => _types.Value;

    /// <summary>The CPUs a per-CPU map holds a value for; asked for when first needed.</summary>
    internal int PossibleCpus => _possibleCpus == 0 ? _possibleCpus = possibleCpus() : _possibleCpus;

    internal bool IsPerCpu { get; } = type.IsPerCpu();

    /// <summary>Bytes from one CPU's value to the next: the kernel rounds each up to 8.</summary>
    internal int CpuStride => (valueSize + 7) & ~7;

    /// <summary>Bytes of the buffer that holds what one key maps to.</summary>
    internal int ValueBufferSize => IsPerCpu ? CpuStride * PossibleCpus : valueSize;

    /// <summary>Bytes of a batch's cursor: the number of a bucket, or a key.</summary>
    internal int CursorSize => Math.Max(keySize, sizeof(uint));
}
