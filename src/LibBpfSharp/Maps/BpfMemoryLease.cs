using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>
/// Memory shared with BPF programs, for the length of a <c>using</c> scope. While it is held the memory stays mapped, whoever disposes the map.
/// Dispose it once; spans and references got from it are of no use after that.
/// </summary>
/// <remarks>
/// What programs write at the same time is seen by <see cref="Read{T}"/> and <see cref="At{T}"/> with <see cref="Volatile"/> or <see cref="Interlocked"/>, which
/// are single accesses; a plain read through a span may be cached or torn by the compiler.
/// </remarks>
public unsafe ref struct BpfMemoryLease
{
    private readonly byte* _start;
    private MappedMemory? _memory;

    internal BpfMemoryLease(MappedMemory memory, nint offset, nint length)
    {
        memory.Lend();
        _memory = memory;
        _start = (byte*)memory.DangerousGetHandle() + offset;
        Length = length;
    }

    /// <summary>How many bytes there are.</summary>
    public long Length { get; }

    /// <summary>Whether the memory may only be read.</summary>
    public readonly bool IsReadOnly => !Memory.IsWritable;

    /// <summary>All bytes.</summary>
    /// <exception cref="InvalidOperationException">The memory may only be read.</exception>
    /// <exception cref="OverflowException">There are more than 2 GiB: use <see cref="Slice"/>.</exception>
    public readonly Span<byte> Bytes => Slice(0, checked((int)Length));

    /// <summary>All bytes, for reading.</summary>
    /// <exception cref="OverflowException">There are more than 2 GiB.</exception>
    public readonly ReadOnlySpan<byte> ReadOnlyBytes => new(Place(0, Length), checked((int)Length));

    private readonly MappedMemory Memory => _memory ?? throw new ObjectDisposedException(nameof(BpfMemoryLease));

    /// <summary>Some bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the memory.</exception>
    /// <exception cref="InvalidOperationException">The memory may only be read.</exception>
    public readonly Span<byte> Slice(long offset, int length) => new(WritablePlace(offset, length), length);

    /// <summary>The memory as values of a C# type side by side; bytes that are no whole value are left out.</summary>
    /// <exception cref="InvalidOperationException">The memory may only be read.</exception>
    public readonly Span<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes);

    /// <summary>The memory as values of a C# type side by side, for reading.</summary>
    public readonly ReadOnlySpan<T> AsReadOnly<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(ReadOnlyBytes);

    /// <summary>A value in place, for <see cref="Volatile"/>, <see cref="Interlocked"/> or its fields.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the memory.</exception>
    /// <exception cref="InvalidOperationException">The memory may only be read.</exception>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref T At<T>(long offset)
        where T : unmanaged => ref Unsafe.AsRef<T>(WritablePlace(offset, sizeof(T)));

    /// <summary>Reads a number of 1, 2, 4 or 8 bytes in one access; what is read later in program order is no older (acquire).</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is of another size, or the place is not a multiple of its size.</exception>
    public readonly T Read<T>(long offset)
        where T : unmanaged
    {
        byte* place = Aligned<T>(Place(offset, sizeof(T)));
        switch (sizeof(T))
        {
            case 1: return Unsafe.BitCast<byte, T>(Volatile.Read(ref *place));
            case 2: return Unsafe.BitCast<ushort, T>(Volatile.Read(ref *(ushort*)place));
            case 4: return Unsafe.BitCast<uint, T>(Volatile.Read(ref *(uint*)place));
            default: return Unsafe.BitCast<ulong, T>(Volatile.Read(ref *(ulong*)place));
        }
    }

    /// <summary>Writes a number of 1, 2, 4 or 8 bytes in one access; what was written before in program order is seen no later (release).</summary>
    /// <inheritdoc cref="Read{T}" path="/exception"/>
    /// <exception cref="InvalidOperationException">The memory may only be read.</exception>
    public readonly void Write<T>(long offset, T value)
        where T : unmanaged
    {
        byte* place = Aligned<T>(WritablePlace(offset, sizeof(T)));
        switch (sizeof(T))
        {
            case 1: Volatile.Write(ref *place, Unsafe.BitCast<T, byte>(value)); break;
            case 2: Volatile.Write(ref *(ushort*)place, Unsafe.BitCast<T, ushort>(value)); break;
            case 4: Volatile.Write(ref *(uint*)place, Unsafe.BitCast<T, uint>(value)); break;
            default: Volatile.Write(ref *(ulong*)place, Unsafe.BitCast<T, ulong>(value)); break;
        }
    }

    /// <summary>Adds to a number of 4 or 8 bytes in one step, as <c>__sync_fetch_and_add</c> in a program does.</summary>
    /// <returns>The sum.</returns>
    /// <inheritdoc cref="Read{T}" path="/exception"/>
    /// <exception cref="InvalidOperationException">The memory may only be read.</exception>
    public readonly T Add<T>(long offset, T value)
        where T : unmanaged, IBinaryInteger<T>
    {
        byte* place = Aligned<T>(WritablePlace(offset, sizeof(T)));
        return sizeof(T) switch
        {
            4 => Unsafe.BitCast<int, T>(Interlocked.Add(ref *(int*)place, Unsafe.BitCast<T, int>(value))),
            8 => Unsafe.BitCast<long, T>(Interlocked.Add(ref *(long*)place, Unsafe.BitCast<T, long>(value))),
            _ => throw NoNumber<T>(),
        };
    }

    /// <summary>Replaces a number of 4 or 8 bytes in one step if it is the one expected.</summary>
    /// <returns>What was there.</returns>
    /// <inheritdoc cref="Read{T}" path="/exception"/>
    /// <exception cref="InvalidOperationException">The memory may only be read.</exception>
    public readonly T CompareExchange<T>(long offset, T value, T expected)
        where T : unmanaged
    {
        byte* place = Aligned<T>(WritablePlace(offset, sizeof(T)));
        return sizeof(T) switch
        {
            4 => Unsafe.BitCast<int, T>(Interlocked.CompareExchange(ref *(int*)place, Unsafe.BitCast<T, int>(value), Unsafe.BitCast<T, int>(expected))),
            8 => Unsafe.BitCast<long, T>(Interlocked.CompareExchange(ref *(long*)place, Unsafe.BitCast<T, long>(value), Unsafe.BitCast<T, long>(expected))),
            _ => throw NoNumber<T>(),
        };
    }

    /// <summary>Returns the lease.</summary>
    public void Dispose()
    {
        MappedMemory? memory = _memory;
        _memory = null;
        memory?.DangerousRelease();
    }

    private readonly byte* Place(long offset, long length)
    {
        if (_memory is null) throw new ObjectDisposedException(nameof(BpfMemoryLease));
        if (offset < 0 || length > Length || offset > Length - length) throw new ArgumentOutOfRangeException(nameof(offset), offset, $"There are {Length} bytes.");
        return _start + offset;
    }

    private readonly byte* WritablePlace(long offset, long length)
        => !IsReadOnly ? Place(offset, length) : throw new InvalidOperationException("The memory may only be read: the map is frozen, or a constant section.");

    private static byte* Aligned<T>(byte* place)
        where T : unmanaged
    {
        if (sizeof(T) is not (1 or 2 or 4 or 8)) throw NoNumber<T>();
        return ((nuint)place & (nuint)(sizeof(T) - 1)) == 0 ? place : throw new ArgumentException($"A {typeof(T)} is accessed in one step only at a multiple of {sizeof(T)} bytes.");
    }

    private static ArgumentException NoNumber<T>() => new($"{typeof(T)} is not accessed in one step: its size must be one the processor does that with.");
}
