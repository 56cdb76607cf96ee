using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>One unmanaged value as bytes, in place.</summary>
internal static class ElementSpans
{
    internal static ReadOnlySpan<byte> BytesOf<T>(in T value)
        where T : unmanaged
        => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));

    internal static Span<byte> WritableBytesOf<T>(ref T value)
        where T : unmanaged
        => MemoryMarshal.AsBytes(new Span<T>(ref value));
}
