using System.Collections;
using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>A hash map seen as keys and values of C# types.</summary>
/// <remarks>
/// Each call is one <c>bpf(2)</c> call; values are copied. Safe for use by several threads, and by BPF programs at the same time.
/// Where the map has padding, the C# type must have it too, since the kernel compares keys byte by byte.
/// </remarks>
/// <typeparam name="TKey">The key, laid out as in C, in host byte order unless the program says otherwise.</typeparam>
/// <typeparam name="TValue">The value, laid out as in C.</typeparam>
public sealed class BpfHash<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private readonly MapElements _elements;

    internal BpfHash(MapElements elements)
    {
        MapLayout.CheckType(elements.Shape, [BpfMapType.Hash, BpfMapType.LruHash, BpfMapType.LpmTrie, BpfMapType.Rhash], "a hash view");
        MapLayout.CheckKey<TKey>(elements.Shape);
        MapLayout.CheckValue<TValue>(elements.Shape);
        _elements = elements;
    }

    /// <summary>The value of a key; setting creates the element or replaces it.</summary>
    /// <exception cref="KeyNotFoundException">The map has no such key.</exception>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public TValue this[TKey key]
    {
        get => TryGet(key, out TValue value) ? value : throw new KeyNotFoundException($"Map '{_elements.Shape.Name}' has no such key.");
        set => Set(key, value);
    }

    /// <summary>Reads the value of a key.</summary>
    /// <returns>False if the map has no such key.</returns>
    public bool TryGet(in TKey key, out TValue value)
    {
        Unsafe.SkipInit(out value);
        return _elements.TryLookup(ElementSpans.BytesOf(in key), ElementSpans.WritableBytesOf(ref value), 0);
    }

    /// <summary>Creates the element or replaces it.</summary>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public void Set(in TKey key, in TValue value)
        => _elements.Update(ElementSpans.BytesOf(in key), ElementSpans.BytesOf(in value), BpfElementFlags.Any);

    /// <summary>Creates the element (<c>BPF_NOEXIST</c>).</summary>
    /// <returns>False if the key is there already.</returns>
    public bool TryAdd(in TKey key, in TValue value)
        => _elements.UpdateIf(ElementSpans.BytesOf(in key), ElementSpans.BytesOf(in value), BpfElementFlags.Noexist);

    /// <summary>Replaces the element (<c>BPF_EXIST</c>).</summary>
    /// <returns>False if the key is not there.</returns>
    public bool TryUpdate(in TKey key, in TValue value)
        => _elements.UpdateIf(ElementSpans.BytesOf(in key), ElementSpans.BytesOf(in value), BpfElementFlags.Exist);

    /// <summary>Removes the element.</summary>
    /// <returns>False if the key is not there.</returns>
    public bool Remove(in TKey key) => _elements.Delete(ElementSpans.BytesOf(in key));

    /// <summary>Reads and removes the element in one step; for hash maps kernel 5.14.</summary>
    /// <returns>False if the key is not there.</returns>
    public bool Remove(in TKey key, out TValue value)
    {
        Unsafe.SkipInit(out value);
        return _elements.TryLookupAndDelete(ElementSpans.BytesOf(in key), ElementSpans.WritableBytesOf(ref value), 0);
    }

    /// <summary>
    /// Walks the elements in the kernel's order. Elements added meanwhile may be missed; where the element the walk stands on is removed by
    /// others the kernel starts over, so that elements may be seen twice. The walk ends after <c>MaxEntries</c> steps at the latest.
    /// </summary>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        foreach (TKey key in KeyWalk<TKey>.Of(_elements))
        {
            if (TryGet(key, out TValue value)) yield return new(key, value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
