using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>How a map in the kernel differs from what is expected of it.</summary>
internal sealed class MapDifferences
{
    private readonly List<string> _differences = [];

    internal bool Any => _differences.Count > 0;

    /// <summary>The flags a map was created with: the kernel adds one to every devmap itself.</summary>
    internal static BpfMapFlags FlagsGiven(in MapInfo info)
        => info.Type.IsDeviceMap() ? info.MapFlags & ~BpfMapFlags.RdonlyProg : info.MapFlags;

    internal void CompareElements(in MapInfo found, BpfMapType type, uint keySize, uint valueSize)
    {
        Compare("type", found.Type, type);
        Compare("key size", found.KeySize, keySize);
        Compare("value size", found.ValueSize, valueSize);
    }

    /// <summary>Compares all that a map is created by.</summary>
    internal void CompareAll(in MapInfo found, BpfMapType type, uint keySize, uint valueSize, uint maxEntries, BpfMapFlags flags, ulong mapExtra)
    {
        CompareElements(found, type, keySize, valueSize);
        Compare("max entries", found.MaxEntries, maxEntries);
        Compare("flags", FlagsGiven(found), flags);
        Compare("map extra", found.MapExtra, mapExtra);
    }

    private void Compare<T>(string what, T found, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(found, expected))
            _differences.Add(string.Create(CultureInfo.InvariantCulture, $"{what} is {found} where {expected} is expected"));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", _differences);
}
