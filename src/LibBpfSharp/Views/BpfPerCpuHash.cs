using System.Collections;

namespace LibBpfSharp;

/// <summary>A hash map that holds a value per possible CPU, seen as keys and values of C# types.</summary>
/// <typeparam name="TKey">The key, laid out as in C.</typeparam>
/// <typeparam name="TValue">One CPU's value, laid out as in C.</typeparam>
public sealed class BpfPerCpuHash<TKey, TValue> : BpfMapView, IEnumerable<KeyValuePair<TKey, TValue[]>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    internal BpfPerCpuHash(MapElements elements)
        : base(elements, [BpfMapType.PercpuHash, BpfMapType.LruPercpuHash], "a per-CPU hash view")
        => LayoutCheck = Both<TKey, TValue>(elements.Shape);

    /// <summary>How many CPUs the kernel may have, and so how many values a key has.</summary>
    public int CpuCount => Elements.Shape.PossibleCpus;

    /// <summary>The values of a key, by CPU number; setting creates the element or replaces it.</summary>
    /// <exception cref="KeyNotFoundException">The map has no such key.</exception>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public TValue[] this[TKey key]
    {
        get
        {
            TValue[] values = new TValue[CpuCount];
            return TryGet(key, values) ? values : throw NoSuchKey();
        }
        set => Set(key, value);
    }

    /// <summary>Reads the values of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">Room for <see cref="CpuCount"/> values, filled by CPU number.</param>
    /// <returns>False if the map has no such key.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not <see cref="CpuCount"/> long.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryGet(in TKey key, Span<TValue> values) => PerCpuValues<TValue>.TryLookup(Elements, ElementSpans.BytesOf(in key), values);

    /// <summary>Reads one CPU's value of a key: alone where the kernel can (7.0), else out of those of all.</summary>
    /// <returns>False if the map has no such key.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The CPU is not below <see cref="CpuCount"/>.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryGet(in TKey key, int cpu, out TValue value) => PerCpuValues<TValue>.TryLookup(Elements, ElementSpans.BytesOf(in key), cpu, out value);

    /// <summary>Creates the element or replaces it, on every CPU.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">One value per possible CPU.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not <see cref="CpuCount"/> long.</exception>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public void Set(in TKey key, ReadOnlySpan<TValue> values) => PerCpuValues<TValue>.Update(Elements, ElementSpans.BytesOf(in key), values);

    /// <summary>Creates the element on every CPU (<c>BPF_NOEXIST</c>).</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">One value per possible CPU.</param>
    /// <returns>False if the key is there already.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not <see cref="CpuCount"/> long.</exception>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public bool TryAdd(in TKey key, ReadOnlySpan<TValue> values)
        => PerCpuValues<TValue>.UpdateIf(Elements, ElementSpans.BytesOf(in key), values, BpfElementFlags.Noexist);

    /// <summary>Replaces the element on every CPU (<c>BPF_EXIST</c>).</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">One value per possible CPU.</param>
    /// <returns>False if the key is not there.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not <see cref="CpuCount"/> long.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryUpdate(in TKey key, ReadOnlySpan<TValue> values)
        => PerCpuValues<TValue>.UpdateIf(Elements, ElementSpans.BytesOf(in key), values, BpfElementFlags.Exist);

    /// <summary>Writes one CPU's value of a key (<c>BPF_F_CPU</c>, 7.0); the others' stay, or are zero where the key is new.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The CPU is not below <see cref="CpuCount"/>.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel writes all values or none.</exception>
    public void Set(in TKey key, int cpu, in TValue value) => PerCpuValues<TValue>.Update(Elements, ElementSpans.BytesOf(in key), cpu, value);

    /// <summary>Creates the element or replaces it, with the same value for every CPU.</summary>
    /// <exception cref="BpfException">The kernel refuses, as with E2BIG for a full map.</exception>
    public void SetAll(in TKey key, in TValue value) => PerCpuValues<TValue>.UpdateAll(Elements, ElementSpans.BytesOf(in key), value);

    /// <summary>Removes the element on every CPU.</summary>
    /// <returns>False if the key is not there.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(in TKey key) => Elements.Delete(ElementSpans.BytesOf(in key));

    /// <summary>Hands out the values of each key, without an array for each; otherwise as <see cref="GetEnumerator"/>.</summary>
    /// <param name="action">Is given a key and its values by CPU number, which are valid until it returns.</param>
    /// <exception cref="BpfException">The kernel refuses the walk.</exception>
    public void ForEach(BpfPerCpuAction<TKey, TValue> action) => PerCpuWalk<TKey, TValue>.ForEach(Elements, action);

    /// <inheritdoc cref="BpfHash{TKey, TValue}.GetEnumerator"/>
    /// <exception cref="BpfException">The kernel refuses the walk.</exception>
    public IEnumerator<KeyValuePair<TKey, TValue[]>> GetEnumerator() => PerCpuWalk<TKey, TValue>.Enumerate(Elements);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
