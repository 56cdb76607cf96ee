namespace LibBpfSharp;

/// <summary>Words an index that a map does not have.</summary>
internal static class IndexFault
{
    internal static ArgumentOutOfRangeException Of(MapShape map, uint index) => new(nameof(index), index, $"Map '{map.Name}' has {map.MaxEntries} elements.");
}
