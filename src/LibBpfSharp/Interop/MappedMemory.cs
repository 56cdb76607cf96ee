using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Interop;

/// <summary>A map's memory mapped into this process. Unmapping waits for copies under way.</summary>
internal sealed unsafe class MappedMemory : SafeHandle
{
    private readonly Kernel _kernel;
    private readonly nint _length;
    private volatile bool _isDisposed;

    private MappedMemory(Kernel kernel, nint length, bool writable)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _kernel = kernel;
        _length = length;
        IsWritable = writable;
    }

    public override bool IsInvalid => handle == 0;

    internal bool IsWritable { get; }

    /// <summary>Where it begins, for use while it is held.</summary>
    internal byte* Address => (byte*)handle;

    /// <summary>Maps <paramref name="length"/> bytes of a map or event from <paramref name="offset"/> on, at <paramref name="address"/> unless that is 0.</summary>
    /// <returns>0, or the negated errno; then <paramref name="memory"/> is disposed.</returns>
    internal static nint Map(BpfHandle source, nint length, bool writable, out MappedMemory memory, nint address = 0, nint offset = 0)
    {
        memory = new MappedMemory(source.Kernel, length, writable);
        nint result = source.MapMemory(length, writable, address, offset);
        if (result < 0)
        {
            memory.Dispose();
            return result;
        }

        memory.SetHandle(result);
        return 0;
    }

    /// <summary>Adds a reference, unless the memory was disposed: it is then unmapped as soon as nobody holds it.</summary>
    /// <exception cref="ObjectDisposedException">The memory was disposed.</exception>
    internal void Lend()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        bool added = false;
        DangerousAddRef(ref added);
    }

    internal void Read(long offset, Span<byte> destination)
    {
        Lend();
        try
        {
            byte* source = At(offset, destination.Length);
            fixed (byte* target = destination) Copy(source, target, destination.Length);
        }
        finally
        {
            DangerousRelease();
        }
    }

    internal void Write(long offset, ReadOnlySpan<byte> source)
    {
        Lend();
        try
        {
            byte* target = At(offset, source.Length);
            fixed (byte* from = source) Copy(from, target, source.Length);
        }
        finally
        {
            DangerousRelease();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    protected override bool ReleaseHandle() => _kernel.UnmapMemory(handle, _length) == 0;

    private byte* At(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + length, _length, nameof(length));
        return (byte*)handle + offset;
    }

    /// <summary>A number goes over in one access, so that the other side never sees half of it.</summary>
    private static void Copy(byte* source, byte* target, int length)
    {
        bool aligned = (((nuint)source | (nuint)target) & (nuint)(length - 1)) == 0;
        switch (length)
        {
            case 2 when aligned:
                Volatile.Write(ref *(ushort*)target, Volatile.Read(ref *(ushort*)source));
                break;
            case 4 when aligned:
                Volatile.Write(ref *(uint*)target, Volatile.Read(ref *(uint*)source));
                break;
            case 8 when aligned:
                Volatile.Write(ref *(ulong*)target, Volatile.Read(ref *(ulong*)source));
                break;
            default:
                Buffer.MemoryCopy(source, target, length, length);
                break;
        }
    }
}
