using System.Buffers.Binary;

namespace LibBpfSharp.Elf;

/// <summary>Numbers at places of the file that were checked before.</summary>
internal sealed partial class ElfFile
{
    internal ushort UInt16(int at)
    {
        ReadOnlySpan<byte> bytes = _image.Span[at..];
        return IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    internal uint UInt32(int at)
    {
        ReadOnlySpan<byte> bytes = _image.Span[at..];
        return IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    internal ulong UInt64(int at)
    {
        ReadOnlySpan<byte> bytes = _image.Span[at..];
        return IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
