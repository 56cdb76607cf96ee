using System.Buffers.Binary;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>Instructions of a section, in host byte order.</summary>
internal static class InstructionDecoder
{
    private const int Size = 8;

    internal static BpfInstruction[] Decode(ReadOnlySpan<byte> code, bool littleEndian)
    {
        // A tail that is no whole instruction belongs to no program.
        BpfInstruction[] instructions = new BpfInstruction[code.Length / Size];
        for (int index = 0; index < instructions.Length; index++)
            instructions[index] = DecodeOne(code.Slice(index * Size, Size), littleEndian);
        return instructions;
    }

    private static BpfInstruction DecodeOne(ReadOnlySpan<byte> bytes, bool littleEndian)
    {
        // The two register fields are bit-fields of C: which half of the byte comes first follows the byte order.
        byte low = (byte)(bytes[1] & 0xF);
        byte high = (byte)(bytes[1] >> 4);
        return littleEndian
            ? new(bytes[0], low, high, BinaryPrimitives.ReadInt16LittleEndian(bytes[2..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]))
            : new(bytes[0], high, low, BinaryPrimitives.ReadInt16BigEndian(bytes[2..]), BinaryPrimitives.ReadInt32BigEndian(bytes[4..]));
    }
}
