using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Btf;

/// <summary>Turns the byte order of a type section, all of whose fields are 32-bit words.</summary>
internal static class BtfByteOrder
{
    public static byte[] Swap(ReadOnlySpan<byte> words)
    {
        byte[] swapped = words.ToArray();
        Span<uint> whole = MemoryMarshal.Cast<byte, uint>(swapped.AsSpan());
        BinaryPrimitives.ReverseEndianness(whole, whole);
        return swapped;
    }
}
