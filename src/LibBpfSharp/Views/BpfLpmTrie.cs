using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>A trie of prefixes: a key finds the value of the longest prefix that covers it (4.11).</summary>
/// <remarks>
/// A key is its length in bits, 4 bytes in host byte order, then data in network byte order: <see cref="Ipv4Prefix"/>, <see cref="Ipv6Prefix"/>, or a type of
/// your own that begins so. Source: <c>kernel/bpf/lpm_trie.c</c>.
/// </remarks>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value, laid out as in C.</typeparam>
public sealed class BpfLpmTrie<TKey, TValue> : BpfMapView, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    internal BpfLpmTrie(MapElements elements)
        : base(elements, [BpfMapType.LpmTrie], "a prefix view") => LayoutCheck = Both<TKey, TValue>(elements.Shape);

    /// <summary>The value of the longest prefix that covers a key; setting creates the element of exactly this prefix or replaces it.</summary>
    /// <exception cref="KeyNotFoundException">No prefix covers the key.</exception>
    /// <exception cref="BpfException">The kernel refuses, as with ENOSPC for a full map.</exception>
    public TValue this[TKey key]
    {
        get => TryMatch(key, out TValue value) ? value : throw NoSuchKey();
        set => Set(key, value);
    }

    /// <summary>Reads the value of the longest prefix that covers a key.</summary>
    /// <returns>False if none does.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryMatch(in TKey key, out TValue value)
    {
        Unsafe.SkipInit(out value);
        return Elements.TryLookup(ElementSpans.BytesOf(in key), ElementSpans.WritableBytesOf(ref value), 0);
    }

    /// <summary>Creates the element of a prefix or replaces it.</summary>
    /// <exception cref="BpfException">The kernel refuses: ENOSPC for a full map, EINVAL for a length beyond the key's data.</exception>
    public void Set(in TKey key, in TValue value) => Elements.Update(ElementSpans.BytesOf(in key), ElementSpans.BytesOf(in value), BpfElementFlags.Any);

    /// <summary>Creates the element of a prefix.</summary>
    /// <returns>False if the prefix is there already.</returns>
    /// <exception cref="BpfException">The kernel refuses, as with ENOSPC for a full map.</exception>
    public bool TryAdd(in TKey key, in TValue value)
        => Elements.UpdateIf(ElementSpans.BytesOf(in key), ElementSpans.BytesOf(in value), BpfElementFlags.Noexist);

    /// <summary>Replaces the element of exactly this prefix (<c>BPF_EXIST</c>).</summary>
    /// <returns>False if the prefix is not there.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryUpdate(in TKey key, in TValue value)
        => Elements.UpdateIf(ElementSpans.BytesOf(in key), ElementSpans.BytesOf(in value), BpfElementFlags.Exist);

    /// <summary>Creates or replaces elements, in the order given; by one call where the kernel has batches (5.13).</summary>
    /// <exception cref="BpfException">The kernel refuses an element.</exception>
    public void SetBatch(ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values) => MapBatches.Set(Elements, MemoryMarshal.AsBytes(keys), MemoryMarshal.AsBytes(values));

    /// <summary>Removes the element of exactly this prefix.</summary>
    /// <returns>False if it is not there.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(in TKey key) => Elements.Delete(ElementSpans.BytesOf(in key));

    /// <summary>Walks the prefixes, longer ones before those that cover them (4.16); none is seen twice, whatever is added or removed meanwhile.</summary>
    /// <remarks>The kernel reads a value by its key: one of a prefix that is removed at this moment may be that of the next shorter one.</remarks>
    /// <exception cref="BpfException">The kernel refuses the walk.</exception>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        using ElementWalk walk = new(Elements);
        byte[] last = new byte[Elements.Shape.KeySize];
        for (bool isFirst = true; walk.MoveNext(); isFirst = false)
        {
            // Where the key a batch ended with is gone, the kernel starts over.
            if (!isFirst && !PrefixOrder.IsAfter(walk.Key, last)) continue;
            walk.Key.CopyTo(last);
            yield return new(MemoryMarshal.Read<TKey>(walk.Key), MemoryMarshal.Read<TValue>(walk.Value));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
