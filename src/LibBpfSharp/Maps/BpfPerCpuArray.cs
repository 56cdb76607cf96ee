namespace LibBpfSharp;

/// <summary>An array map that holds a value per possible CPU at each index, seen as values of a C# type.</summary>
/// <remarks>Each call is one <c>bpf(2)</c> call; values are copied. Safe for use by several threads, and by BPF programs at the same time.</remarks>
/// <typeparam name="T">One CPU's value, laid out as in C.</typeparam>
public sealed class BpfPerCpuArray<T>
    where T : unmanaged
{
    private readonly MapElements _elements;

    internal BpfPerCpuArray(MapElements elements)
    {
        MapLayout.CheckType(elements.Shape, [BpfMapType.PercpuArray], "a per-CPU array view");
        MapLayout.CheckValue<T>(elements.Shape);
        _elements = elements;
    }

    /// <summary>How many elements there are.</summary>
    public uint Count => _elements.Shape.MaxEntries;

    /// <summary>How many CPUs the kernel may have, and so how many values an index has.</summary>
    public int CpuCount => _elements.Shape.PossibleCpus;

    /// <summary>The values at an index, by CPU number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    public T[] this[uint index]
    {
        get
        {
            T[] values = new T[CpuCount];
            Get(index, values);
            return values;
        }
        set => Set(index, value);
    }

    /// <summary>Reads the values at an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="values">Room for <see cref="CpuCount"/> values, filled by CPU number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not <see cref="CpuCount"/> long.</exception>
    public void Get(uint index, Span<T> values)
    {
        if (!PerCpuValues<T>.TryLookup(_elements, ElementSpans.BytesOf(in index), values)) throw OutOfRange(index);
    }

    /// <summary>Writes the values at an index, on every CPU.</summary>
    /// <param name="index">The index.</param>
    /// <param name="values">One value per possible CPU.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not <see cref="CpuCount"/> long.</exception>
    public void Set(uint index, ReadOnlySpan<T> values)
    {
        if (index >= Count) throw OutOfRange(index);
        PerCpuValues<T>.Update(_elements, ElementSpans.BytesOf(in index), values);
    }

    private ArgumentOutOfRangeException OutOfRange(uint index)
        => new(nameof(index), index, $"Map '{_elements.Shape.Name}' has {Count} elements.");
}
