using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A map's memory mapped into this process. Unmapping waits for copies under way.</summary>
internal sealed unsafe class MappedMemory : SafeHandle
{
    private readonly Kernel _kernel;
    private readonly nint _length;

    private MappedMemory(Kernel kernel, nint length)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _kernel = kernel;
        _length = length;
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Where it begins, for use while it is held.</summary>
    internal byte* Address => (byte*)handle;

    /// <summary>Maps <paramref name="length"/> bytes of a map or event from <paramref name="offset"/> on, at <paramref name="address"/> unless that is 0.</summary>
    /// <returns>0, or the negated errno; then <paramref name="memory"/> is disposed.</returns>
    internal static nint Map(BpfHandle source, nint length, bool writable, out MappedMemory memory, nint address = 0, nint offset = 0)
    {
        memory = new MappedMemory(source.Kernel, length);
        nint result = source.MapMemory(length, writable, address, offset);
        if (result < 0)
        {
            memory.Dispose();
            return result;
        }

        memory.SetHandle(result);
        return 0;
    }

    internal void Read(long offset, Span<byte> destination)
    {
        bool held = false;
        try
        {
            DangerousAddRef(ref held);
            byte* source = At(offset, destination.Length);
            fixed (byte* target = destination) Copy(source, target, destination.Length);
        }
        finally
        {
            if (held) DangerousRelease();
        }
    }

    internal void Write(long offset, ReadOnlySpan<byte> source)
    {
        bool held = false;
        try
        {
            DangerousAddRef(ref held);
            byte* target = At(offset, source.Length);
            fixed (byte* from = source) Copy(from, target, source.Length);
        }
        finally
        {
            if (held) DangerousRelease();
        }
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
