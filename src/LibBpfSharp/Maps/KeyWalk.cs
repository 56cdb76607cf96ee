namespace LibBpfSharp;

/// <summary>The keys of a map by <c>BPF_MAP_GET_NEXT_KEY</c>.</summary>
internal static class KeyWalk<TKey>
    where TKey : unmanaged
{
    /// <summary>The next key is asked for before the current one is handed out, so that its consumer may remove it.</summary>
    internal static IEnumerable<TKey> Of(MapElements elements)
    {
        bool more = TryFirst(elements, out TKey key);
        for (uint step = 0; more && step < elements.Shape.MaxEntries; step++)
        {
            TKey current = key;
            more = TryNext(elements, in current, out key);
            yield return current;
        }
    }

    private static bool TryFirst(MapElements elements, out TKey first)
    {
        first = default;
        return elements.TryGetNextKey([], ElementSpans.WritableBytesOf(ref first));
    }

    private static bool TryNext(MapElements elements, in TKey key, out TKey next)
    {
        next = default;
        return elements.TryGetNextKey(ElementSpans.BytesOf(in key), ElementSpans.WritableBytesOf(ref next));
    }
}
