using System.Runtime.InteropServices;

namespace LibBpfSharp.Instructions;

/// <summary>One 8-byte BPF instruction slot (<c>struct bpf_insn</c>), fields in host byte order.</summary>
/// <remarks>Source: <c>Documentation/bpf/standardization/instruction-set.rst</c>, RFC 9669. A 64-bit immediate load takes two slots.</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct BpfInstruction
{
    private readonly byte _registers;

    /// <summary>Builds one slot from its fields.</summary>
    public BpfInstruction(byte opcode, byte destination = 0, byte source = 0, short offset = 0, int immediate = 0)
    {
        Opcode = opcode;
        _registers = (byte)((source << 4) | (destination & 0xF));
        Offset = offset;
        Immediate = immediate;
    }

    /// <summary>The opcode byte: instruction class in the low three bits.</summary>
    public byte Opcode { get; init; }

    /// <summary>The destination register, 0 to 10.</summary>
    public byte Destination => (byte)(_registers & 0xF);

    /// <summary>The source register, or the pseudo source that gives an immediate or call its meaning.</summary>
    public byte Source => (byte)(_registers >> 4);

    /// <summary>The signed 16-bit offset: bytes for memory access, slots for jumps.</summary>
    public short Offset { get; init; }

    /// <summary>The signed 32-bit immediate.</summary>
    public int Immediate { get; init; }
}
