namespace LibBpfSharp.Instructions;

/// <summary>How a load or store finds its memory: the upper three bits of the opcode.</summary>
/// <remarks>Source: RFC 9669, section 5.</remarks>
public enum BpfMemoryMode : byte
{
    /// <summary><c>BPF_IMM</c>: the value is in the instruction.</summary>
    Immediate = 0x00,

    /// <summary><c>BPF_ABS</c>: packet data at a fixed offset, in network byte order.</summary>
    Absolute = 0x20,

    /// <summary><c>BPF_IND</c>: packet data at register plus offset, in network byte order.</summary>
    Indirect = 0x40,

    /// <summary><c>BPF_MEM</c>: memory at register plus offset.</summary>
    Memory = 0x60,

    /// <summary><c>BPF_MEMSX</c>: like <see cref="Memory"/>, sign-extended to 64 bits (6.6).</summary>
    SignExtended = 0x80,

    /// <summary><c>BPF_ATOMIC</c>: an atomic operation, which the immediate names (5.12; plain addition since 3.18).</summary>
    Atomic = 0xC0,
}
