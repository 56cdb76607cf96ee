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

    /// <summary>Maps by further descriptors.</summary>
    public static KeptMaps Of(IEnumerable<BpfMapHandle> maps)
    {
        List<BpfMapHandle> kept = [];
        try
        {
            foreach (BpfMapHandle map in maps) kept.Add(map.Duplicate());
        }
        catch
        {
            new KeptMaps(kept).Dispose();
            throw;
        }

        return kept.Count == 0 ? None : new(kept);
    }

    /// <summary>The same maps by further descriptors.</summary>
    public KeptMaps Duplicate() => Of(_maps);

    public void Dispose()
    {
        foreach (BpfMapHandle map in _maps) map.Dispose();
    }

    /// <summary>Has the maps go to an attachment with an exchange of what it attaches.</summary>
    /// <param name="exchange">Exchanges it; unless it throws, the attachment owns the maps from then on.</param>
    public void GoWith(Action<KeptMaps> exchange)
    {
        try
        {
            exchange(this);
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
