using System.Runtime.InteropServices;

namespace LibBpfSharp.Instructions;

/// <summary>One 8-byte BPF instruction slot (<c>struct bpf_insn</c>), fields in host byte order.</summary>
/// <remarks>Source: <c>Documentation/bpf/standardization/instruction-set.rst</c>, RFC 9669. A 64-bit immediate load takes two slots.</remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly partial record struct BpfInstruction
{
    /// <summary>Size of a slot in bytes.</summary>
    public const int Size = 8;

    [FieldOffset(1)]
    private readonly byte _registers;

    /// <summary>Builds one slot from its fields.</summary>
    public BpfInstruction(byte opcode, byte destination = 0, byte source = 0, short offset = 0, int immediate = 0)
    {
        Opcode = opcode;
        _registers = PackRegisters(destination, source);
        Offset = offset;
        Immediate = immediate;
    }

    /// <summary>The opcode byte: instruction class in the low three bits.</summary>
    [field: FieldOffset(0)]
    public byte Opcode { get; init; }

    /// <summary>The destination register, 0 to 10.</summary>
    public byte Destination
    {
        get => DestinationOf(_registers, BitConverter.IsLittleEndian);
        init => _registers = PackRegisters(value, Source);
    }

    /// <summary>The source register, or the pseudo source that gives an immediate or call its meaning.</summary>
    public byte Source
    {
        get => DestinationOf(_registers, !BitConverter.IsLittleEndian);
        init => _registers = PackRegisters(Destination, value);
    }

    /// <summary>The signed 16-bit offset: bytes for memory access, slots for jumps.</summary>
    [field: FieldOffset(2)]
    public short Offset { get; init; }

    /// <summary>The signed 32-bit immediate.</summary>
    [field: FieldOffset(4)]
    public int Immediate { get; init; }

    /// <summary>The instruction as the verifier prints it; the upper half of a wide immediate, which is in the next slot, reads as zero.</summary>
    public override string ToString() => BpfDisassembler.Format(this);

    // Two bit fields of a C struct: the first one takes the low bits on a little-endian machine, the high ones on a big-endian.
    private static byte DestinationOf(byte registers, bool littleEndian) => (byte)(littleEndian ? registers & 0xF : registers >> 4);

    private static byte PackRegisters(byte destination, byte source) =>
        (byte)(BitConverter.IsLittleEndian ? (source << 4) | (destination & 0xF) : (destination << 4) | (source & 0xF));
}
