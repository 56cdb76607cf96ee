namespace LibBpfSharp.Instructions;

/// <summary>How many bytes a load or store moves: bits 3 and 4 of the opcode.</summary>
/// <remarks>Source: RFC 9669, section 5.</remarks>
public enum BpfMemorySize : byte
{
    /// <summary><c>BPF_W</c>: 4 bytes.</summary>
    Word = 0x00,

    /// <summary><c>BPF_H</c>: 2 bytes.</summary>
    HalfWord = 0x08,

    /// <summary><c>BPF_B</c>: 1 byte.</summary>
    Byte = 0x10,

    /// <summary><c>BPF_DW</c>: 8 bytes.</summary>
    DoubleWord = 0x18,
}
