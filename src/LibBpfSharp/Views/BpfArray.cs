using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>An array map seen as values of a C# type by index. All elements exist from the start, zeroed.</summary>
/// <typeparam name="T">The value, laid out as in C.</typeparam>
public sealed class BpfArray<T> : BpfMapView, IEnumerable<T>
    where T : unmanaged
{
    private readonly BpfMap _map;

    internal BpfArray(MapElements elements, BpfMap map)
        : base(elements, [BpfMapType.Array], "an array view")
    {
        _map = map;
        LayoutCheck = MapLayout.CheckValue<T>(elements.Shape);
    }

    /// <summary>How many elements there are.</summary>
    public uint Count => Elements.Shape.MaxEntries;

    /// <summary>The value at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public T this[uint index]
    {
        get => Get(index);
        set => Set(index, value);
    }

    /// <summary>Reads the value at an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public T Get(uint index, BpfElementFlags flags = BpfElementFlags.Any)
    {
        Unsafe.SkipInit(out T value);
        return Elements.TryLookup(ElementSpans.BytesOf(in index), ElementSpans.WritableBytesOf(ref value), flags) ? value : throw IndexFault.Of(Elements.Shape, index);
    }

    /// <summary>Writes the value at an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The value.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Set(uint index, in T value, BpfElementFlags flags = BpfElementFlags.Any)
    {
        if (index >= Count) throw IndexFault.Of(Elements.Shape, index);
        Elements.Update(ElementSpans.BytesOf(in index), ElementSpans.BytesOf(in value), flags);
    }

    /// <summary>Writes values at some indexes; by one call where the kernel has batches (5.6).</summary>
    /// <param name="indexes">The indexes.</param>
    /// <param name="values">As many values.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold each value's spin lock over the copy.</param>
    /// <exception cref="ArgumentException">There are not as many values as indexes.</exception>
    /// <exception cref="BpfBatchException">The kernel refuses an element: E2BIG for an index that is not below <see cref="Count"/>.</exception>
    public void SetBatch(ReadOnlySpan<uint> indexes, ReadOnlySpan<T> values, BpfElementFlags flags = BpfElementFlags.Any)
        => MapBatches.Set(Elements, MemoryMarshal.AsBytes(indexes), MemoryMarshal.AsBytes(values), flags);

    /// <summary>The elements in place, without system calls: of a map with <see cref="BpfMapFlags.Mmapable"/> (5.5).</summary>
    /// <exception cref="InvalidOperationException">The map cannot be mapped into memory.</exception>
    /// <exception cref="ObjectDisposedException">The map is disposed.</exception>
    /// <exception cref="BpfException">The kernel refuses to map the memory.</exception>
    /// <example>
    /// <code>
    /// using BpfArrayLease&lt;ulong> memory = map.AsArray&lt;ulong>().Lease(); // a map with BPF_F_MMAPABLE: no system call from here on
    /// memory.Write(0, 5);
    /// ulong first = memory.Read(0);
    /// </code>
    /// </example>
    public BpfArrayLease<T> Lease() => new(_map.LeaseMemory(), Elements.Shape);

    /// <summary>The values by rising index, read by batches where the kernel has them (5.6), each copied when its batch is read.</summary>
    /// <exception cref="BpfException">The kernel refuses the walk.</exception>
    public IEnumerator<T> GetEnumerator()
    {
        using ElementWalk walk = new(Elements);
        while (walk.MoveNext()) yield return MemoryMarshal.Read<T>(walk.Value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
