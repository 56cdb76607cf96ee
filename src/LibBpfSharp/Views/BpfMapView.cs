namespace LibBpfSharp;

/// <summary>A map seen as values of C# types. A view is cheap; it holds the map's handle, does not own it, and is of no use once the map is disposed.</summary>
/// <remarks>
/// Values are copied in and out by <c>bpf(2)</c>; no call allocates. Safe for use by several threads, and by BPF programs at the same time.
/// After the map is disposed, on whatever thread, calls throw <see cref="ObjectDisposedException"/>; those under way are finished first.
/// </remarks>
public abstract class BpfMapView
{
    private protected BpfMapView(MapElements elements, BpfMapType[] family, string view)
    {
        MapLayout.CheckType(elements.Shape, family, view);
        Elements = elements;
    }

    /// <summary>How far the C# types were checked against those of the map; of two, the lesser.</summary>
    public BpfLayoutCheck LayoutCheck { get; private protected init; }

    private protected MapElements Elements { get; }

    /// <summary>The lesser of two checks, where a map that has no type for its key but for its value counts as checked.</summary>
    private protected static BpfLayoutCheck Both<TKey, TValue>(MapShape map)
        where TKey : unmanaged
        where TValue : unmanaged
    {
        BpfLayoutCheck key = MapLayout.CheckKey<TKey>(map), value = MapLayout.CheckValue<TValue>(map);
        return key < value ? key : value;
    }

    private protected KeyNotFoundException NoSuchKey() => new($"Map '{Elements.Shape.Name}' has no such key.");
}
