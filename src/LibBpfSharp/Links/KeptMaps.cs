using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// Second descriptors for the program arrays of an attached program. The kernel empties such a map when its last user reference (descriptor or pin) goes,
/// even while programs jump through it (<c>prog_array_map_clear()</c>): tail calls would end without a word when the object is disposed.
/// </summary>
internal sealed class KeptMaps : IDisposable
{
    private readonly IReadOnlyList<BpfMapHandle> _maps;

    private KeptMaps(IReadOnlyList<BpfMapHandle> maps) => _maps = maps;

    public static KeptMaps None { get; } = new([]);

    /// <summary>The program arrays among <paramref name="maps"/>.</summary>
    public static KeptMaps ProgramArrays(IEnumerable<BpfMap> maps)
    {
        List<BpfMapHandle> kept = [];
        try
        {
            foreach (BpfMap map in maps)
            {
                if (map is { Type: BpfMapType.ProgArray, IsLoaded: true }) kept.Add(map.Handle.Duplicate());
            }
        }
        catch
        {
            new KeptMaps(kept).Dispose();
            throw;
        }

        return kept.Count == 0 ? None : new(kept);
    }

    public void Dispose()
    {
        foreach (BpfMapHandle map in _maps) map.Dispose();
    }
}
