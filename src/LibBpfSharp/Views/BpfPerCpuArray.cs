namespace LibBpfSharp;

/// <summary>An array map that holds a value per possible CPU at each index, seen as values of a C# type.</summary>
/// <typeparam name="T">One CPU's value, laid out as in C.</typeparam>
public sealed class BpfPerCpuArray<T> : BpfMapView
    where T : unmanaged
{
    internal BpfPerCpuArray(MapElements elements)
        : base(elements, [BpfMapType.PercpuArray], "a per-CPU array view") => LayoutCheck = MapLayout.CheckValue<T>(elements.Shape);

    /// <summary>How many elements there are.</summary>
    public uint Count => Elements.Shape.MaxEntries;

    /// <summary>How many CPUs the kernel may have, and so how many values an index has.</summary>
    public int CpuCount => Elements.Shape.PossibleCpus;

    /// <summary>The values at an index, by CPU number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
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
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Get(uint index, Span<T> values)
    {
        if (!PerCpuValues<T>.TryLookup(Elements, ElementSpans.BytesOf(in index), values)) throw IndexFault.Of(Elements.Shape, index);
    }

    /// <summary>Reads one CPU's value at an index: alone where the kernel can (7.0), else out of those of all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>, or the CPU not below <see cref="CpuCount"/>.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public T Get(uint index, int cpu)
        => PerCpuValues<T>.TryLookup(Elements, ElementSpans.BytesOf(in index), cpu, out T value) ? value : throw IndexFault.Of(Elements.Shape, index);

    /// <summary>Writes the values at an index, on every CPU.</summary>
    /// <param name="index">The index.</param>
    /// <param name="values">One value per possible CPU.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> is not <see cref="CpuCount"/> long.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Set(uint index, ReadOnlySpan<T> values)
    {
        CheckIndex(index);
        PerCpuValues<T>.Update(Elements, ElementSpans.BytesOf(in index), values);
    }

    /// <summary>Writes one CPU's value at an index, the others' left as they are (<c>BPF_F_CPU</c>, 7.0).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>, or the CPU not below <see cref="CpuCount"/>.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel writes all values or none.</exception>
    public void Set(uint index, int cpu, in T value)
    {
        CheckIndex(index);
        PerCpuValues<T>.Update(Elements, ElementSpans.BytesOf(in index), cpu, value);
    }

    /// <summary>Writes the same value for every CPU at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void SetAll(uint index, in T value)
    {
        CheckIndex(index);
        PerCpuValues<T>.UpdateAll(Elements, ElementSpans.BytesOf(in index), value);
    }

    /// <summary>Hands out the values of each index, by rising index; by batches where the kernel has them (5.13).</summary>
    /// <param name="action">Is given an index and its values by CPU number, which are valid until it returns.</param>
    /// <exception cref="BpfException">The kernel refuses the walk.</exception>
    public void ForEach(BpfPerCpuAction<uint, T> action) => PerCpuWalk<uint, T>.ForEach(Elements, action);

    private void CheckIndex(uint index)
    {
        if (index >= Count) throw IndexFault.Of(Elements.Shape, index);
    }
}
