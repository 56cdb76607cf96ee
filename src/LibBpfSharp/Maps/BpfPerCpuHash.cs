using System.Collections;

namespace LibBpfSharp;

/// <summary>A hash map that holds a value per possible CPU, seen as keys and values of C# types.</summary>
/// <remarks>Each call is one <c>bpf(2)</c> call; values are copied. Safe for use by several threads, and by BPF programs at the same time.</remarks>
/// <typeparam name="TKey">The key, laid out as in C.</typeparam>
/// <typeparam name="TValue">One CPU's value, laid out as in C.</typeparam>
public sealed class BpfPerCpuHash<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue[]>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private readonly MapElements _elements;

    internal BpfPerCpuHash(MapElements elements)
    {
        MapLayout.CheckType(elements.Shape, [BpfMapType.PercpuHash, BpfMapType.LruPercpuHash], "a per-CPU hash view");
        MapLayout.CheckKey<TKey>(elements.Shape);
        MapLayout.CheckValue<TValue>(elements.Shape);
        _elements = elements;
    }

    /// <summary>How many CPUs the kernel may have, and so how many values a key has.</summary>
    public int CpuCount => _elements.Shape.PossibleCpus;

    /// <summary>The values of a key, by CPU number; setting creates the element or replaces it.</summary>
    /// <exception cref="KeyNotFoundException">The map has no such key.</exception>
    public TValue[] this[TKey key]
    {
        get
        {
            TValue[] values = new TValue[CpuCount];
            return TryGet(key, values) ? values : throw new KeyNotFoundException($"Map '{_elements.Shape.Name}' has no such key.");
        }
        set => Set(key, value);
    }

    /// <summary>Reads the values of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">Room for <see cref="CpuCount"/> values, filled by CPU number.</param>
    /// <returns>False if the map has no such key.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not <see cref="CpuCount"/> long.</exception>
    public bool TryGet(in TKey key, Span<TValue> values) => PerCpuValues<TValue>.TryLookup(_elements, ElementSpans.BytesOf(in key), values);

    /// <summary>Creates the element or replaces it, on every CPU.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">One value per possible CPU.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not <see cref="CpuCount"/> long.</exception>
    public void Set(in TKey key, ReadOnlySpan<TValue> values) => PerCpuValues<TValue>.Update(_elements, ElementSpans.BytesOf(in key), values);

    /// <summary>Removes the element on every CPU.</summary>
    /// <returns>False if the key is not there.</returns>
    public bool Remove(in TKey key) => _elements.Delete(ElementSpans.BytesOf(in key));

    /// <inheritdoc cref="BpfHash{TKey, TValue}.GetEnumerator"/>
    public IEnumerator<KeyValuePair<TKey, TValue[]>> GetEnumerator()
    {
        foreach (TKey key in KeyWalk<TKey>.Of(_elements))
        {
            TValue[] values = new TValue[CpuCount];
            if (TryGet(key, values)) yield return new(key, values);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
