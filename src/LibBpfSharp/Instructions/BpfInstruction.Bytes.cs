using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Instructions;

public readonly partial record struct BpfInstruction
{
    /// <summary>Reads the slot at the beginning of some bytes.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    /// <param name="littleEndian">The byte order they are in; the halves of the register byte go with it.</param>
    /// <exception cref="ArgumentException">Fewer than <see cref="Size"/> bytes.</exception>
    public static BpfInstruction Read(ReadOnlySpan<byte> bytes, bool littleEndian)
    {
        if (bytes.Length < Size)
            throw new ArgumentException($"an instruction takes {Size} bytes, and there are {bytes.Length}", nameof(bytes));
        byte destination = DestinationOf(bytes[1], littleEndian), source = DestinationOf(bytes[1], !littleEndian);
        return littleEndian
            ? new BpfInstruction(bytes[0], destination, source, BinaryPrimitives.ReadInt16LittleEndian(bytes[2..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]))
            : new BpfInstruction(bytes[0], destination, source, BinaryPrimitives.ReadInt16BigEndian(bytes[2..]), BinaryPrimitives.ReadInt32BigEndian(bytes[4..]));
    }

    /// <summary>Reads all slots.</summary>
    /// <param name="bytes">A multiple of <see cref="Size"/> bytes.</param>
    /// <param name="littleEndian">The byte order they are in.</param>
    /// <exception cref="ArgumentException">The length is no multiple of <see cref="Size"/>.</exception>
    public static BpfInstruction[] ReadAll(ReadOnlySpan<byte> bytes, bool littleEndian)
    {
        if (bytes.Length % Size != 0)
            throw new ArgumentException($"instructions take {Size} bytes each, and there are {bytes.Length}", nameof(bytes));
        if (littleEndian == BitConverter.IsLittleEndian)
            return MemoryMarshal.Cast<byte, BpfInstruction>(bytes).ToArray();
        BpfInstruction[] instructions = new BpfInstruction[bytes.Length / Size];
        for (int index = 0; index < instructions.Length; index++)
            instructions[index] = Read(bytes[(index * Size)..], littleEndian);
        return instructions;
    }
}
