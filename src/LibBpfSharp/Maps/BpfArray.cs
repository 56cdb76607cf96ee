using System.Collections;
using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>An array map seen as values of a C# type by index. All elements exist from the start, zeroed.</summary>
/// <remarks>Each call is one <c>bpf(2)</c> call; values are copied. Safe for use by several threads, and by BPF programs at the same time.</remarks>
/// <typeparam name="T">The value, laid out as in C.</typeparam>
public sealed class BpfArray<T> : IEnumerable<T>
    where T : unmanaged
{
    private readonly MapElements _elements;

    internal BpfArray(MapElements elements)
    {
        MapLayout.CheckType(elements.Shape, [BpfMapType.Array], "an array view");
        MapLayout.CheckValue<T>(elements.Shape);
        _elements = elements;
    }

    /// <summary>How many elements there are.</summary>
    public uint Count => _elements.Shape.MaxEntries;

    /// <summary>The value at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    public T this[uint index]
    {
        get
        {
            Unsafe.SkipInit(out T value);
            return _elements.TryLookup(ElementSpans.BytesOf(in index), ElementSpans.WritableBytesOf(ref value), 0) ? value : throw OutOfRange(index);
        }

        set
        {
            if (index >= Count) throw OutOfRange(index);
            _elements.Update(ElementSpans.BytesOf(in index), ElementSpans.BytesOf(in value), BpfElementFlags.Any);
        }
    }

    /// <summary>The values by rising index, each read when it is reached.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (uint index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ArgumentOutOfRangeException OutOfRange(uint index)
        => new(nameof(index), index, $"Map '{_elements.Shape.Name}' has {Count} elements.");
}
