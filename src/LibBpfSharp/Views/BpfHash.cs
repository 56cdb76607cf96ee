using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>A hash map seen as keys and values of C# types.</summary>
/// <remarks>Where the map has padding, the C# type must have it too, since the kernel compares keys byte by byte.</remarks>
/// <typeparam name="TKey">The key, laid out as in C, in host byte order unless the program says otherwise.</typeparam>
/// <typeparam name="TValue">The value, laid out as in C.</typeparam>
public sealed partial class BpfHash<TKey, TValue> : BpfMapView, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    internal BpfHash(MapElements elements)
        : base(elements, [BpfMapType.Hash, BpfMapType.LruHash, BpfMapType.Rhash], "a hash view")
        => LayoutCheck = Both<TKey, TValue>(elements.Shape);

    /// <summary>The value of a key; setting creates the element or replaces it.</summary>
    /// <exception cref="KeyNotFoundException">The map has no such key.</exception>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public TValue this[TKey key]
    {
        get => TryGet(key, out TValue value) ? value : throw NoSuchKey();
        set => Set(key, value);
    }

    /// <summary>Reads the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <returns>False if the map has no such key.</returns>
    /// <remarks>
    /// Where others remove and add keys meanwhile, the value of a key that has just been removed may be that of another key, which was given its element
    /// (kernel/bpf/hashtab.c). A key that stays has its own.
    /// </remarks>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryGet(in TKey key, out TValue value, BpfElementFlags flags = BpfElementFlags.Any)
    {
        Unsafe.SkipInit(out value);
        return Elements.TryLookup(ElementSpans.BytesOf(in key), ElementSpans.WritableBytesOf(ref value), flags);
    }

    /// <summary>Whether the map has a key.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Contains(in TKey key) => TryGet(key, out _);

    /// <summary>Creates the element or replaces it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public void Set(in TKey key, in TValue value, BpfElementFlags flags = BpfElementFlags.Any)
        => Elements.Update(ElementSpans.BytesOf(in key), ElementSpans.BytesOf(in value), flags);

    /// <summary>Creates the element (<c>BPF_NOEXIST</c>).</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <returns>False if the key is there already.</returns>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public bool TryAdd(in TKey key, in TValue value, BpfElementFlags flags = BpfElementFlags.Any)
        => Elements.UpdateIf(ElementSpans.BytesOf(in key), ElementSpans.BytesOf(in value), flags | BpfElementFlags.Noexist);

    /// <summary>Replaces the element (<c>BPF_EXIST</c>).</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <returns>False if the key is not there.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryUpdate(in TKey key, in TValue value, BpfElementFlags flags = BpfElementFlags.Any)
        => Elements.UpdateIf(ElementSpans.BytesOf(in key), ElementSpans.BytesOf(in value), flags | BpfElementFlags.Exist);

    /// <summary>Adds the element, or, where the key is there, replaces its value by one made from it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="added">The value where there was none.</param>
    /// <param name="update">The value made from the one there.</param>
    /// <param name="state">What <paramref name="update"/> needs, so that it captures nothing.</param>
    /// <returns>The value set.</returns>
    /// <remarks>
    /// Reading and replacing are two calls: what a program or another thread writes between them is lost. Count in BPF programs, or hold the value's
    /// lock there, where that matters.
    /// </remarks>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public TValue AddOrUpdate<TState>(in TKey key, in TValue added, Func<TValue, TState, TValue> update, TState state)
    {
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            if (TryGet(key, out TValue old))
            {
                TValue replaced = update(old, state);
                if (TryUpdate(key, replaced)) return replaced;
            }
            else if (TryAdd(key, added))
            {
                return added;
            }
        }
    }

    /// <inheritdoc cref="AddOrUpdate{TState}(in TKey, in TValue, Func{TValue, TState, TValue}, TState)"/>
    /// <example>
    /// <code>
    /// BpfHash&lt;uint, ulong> seen = map.AsHash&lt;uint, ulong>();
    /// for (int i = 0; i &lt; 3; i++) seen.AddOrUpdate(80, 1, static before => before + 1);
    /// </code>
    /// </example>
    public TValue AddOrUpdate(in TKey key, in TValue added, Func<TValue, TValue> update)
        => AddOrUpdate(key, added, static (value, update) => update(value), update);

    /// <summary>Removes the element.</summary>
    /// <returns>False if the key is not there.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(in TKey key) => Elements.Delete(ElementSpans.BytesOf(in key));

    /// <summary>Reads and removes the element in one step; for hash maps kernel 5.14.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value it had.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <returns>False if the key is not there.</returns>
    /// <exception cref="BpfException">The kernel refuses, as before 5.14.</exception>
    public bool Remove(in TKey key, out TValue value, BpfElementFlags flags = BpfElementFlags.Any)
    {
        Unsafe.SkipInit(out value);
        return Elements.TryLookupAndDelete(ElementSpans.BytesOf(in key), ElementSpans.WritableBytesOf(ref value), flags);
    }

    /// <summary>
    /// Walks the elements in the kernel's order: by batches (5.6), else key by key. Elements added or removed meanwhile may or may not be seen.
    /// By batches no key is seen twice. Key by key it may be, where 64 keys in a row are removed under the walk.
    /// </summary>
    /// <exception cref="InvalidOperationException">Key by key only: the map changes faster than it can be walked.</exception>
    /// <exception cref="BpfException">The kernel refuses the walk.</exception>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => new ElementEnumerator<TKey, TValue>(Elements);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values);
}
