using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>The elements of an array map in place, for the length of a <c>using</c> scope; see <see cref="BpfMemoryLease"/>.</summary>
/// <typeparam name="T">The value.</typeparam>
public ref struct BpfArrayLease<T>
    where T : unmanaged
{
    private readonly int _stride;
    private BpfMemoryLease _memory;

    internal BpfArrayLease(BpfMemoryLease memory, MapShape shape)
    {
        _memory = memory;
        _stride = shape.CpuStride;
        Count = shape.MaxEntries;
    }

    /// <summary>How many elements there are.</summary>
    public uint Count { get; }

    /// <summary>All elements side by side; of types whose size is a multiple of 8 only, since the kernel rounds the place of each up to that.</summary>
    /// <exception cref="InvalidOperationException">The memory may only be read, or there is room between the elements.</exception>
    public readonly Span<T> Span => Unsafe.SizeOf<T>() == _stride ? _memory.As<T>()
        : throw new InvalidOperationException($"There is room between the elements: {typeof(T)} has {Unsafe.SizeOf<T>()} bytes, and each has a place of {_stride}. Use the indexer.");

    /// <summary>The element at an index, in place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="Count"/>.</exception>
    /// <exception cref="InvalidOperationException">The memory may only be read.</exception>
    public readonly ref T this[uint index] => ref Unsafe.AsRef(ref _memory.At<T>(index * (long)_stride));

    /// <summary>Reads a number at an index in one access (acquire).</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not 1, 2, 4 or 8 bytes.</exception>
    public readonly T Read(uint index) => _memory.Read<T>(index * (long)_stride);

    /// <summary>Writes a number at an index in one access (release).</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not 1, 2, 4 or 8 bytes.</exception>
    public readonly void Write(uint index, T value) => _memory.Write(index * (long)_stride, value);

    /// <summary>Returns the lease.</summary>
    public void Dispose() => _memory.Dispose();
}
