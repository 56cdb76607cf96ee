namespace LibBpfSharp.Instructions;

/// <summary>What an arithmetic instruction does: the upper four bits of the opcode.</summary>
/// <remarks>Source: RFC 9669, section 4.1. In C: <c>BPF_ADD</c> and so on.</remarks>
public enum BpfAluOperation : byte
{
    /// <summary>Addition.</summary>
    Add = 0x00,

    /// <summary>Subtraction.</summary>
    Subtract = 0x10,

    /// <summary>Multiplication.</summary>
    Multiply = 0x20,

    /// <summary>Division, by zero gives zero; signed where the offset is 1 (6.6).</summary>
    Divide = 0x30,

    /// <summary>Bitwise or.</summary>
    Or = 0x40,

    /// <summary>Bitwise and.</summary>
    And = 0x50,

    /// <summary>Shift left.</summary>
    ShiftLeft = 0x60,

    /// <summary>Shift right, filling with zero.</summary>
    ShiftRight = 0x70,

    /// <summary>Negation.</summary>
    Negate = 0x80,

    /// <summary>Remainder, by zero leaves the destination; signed where the offset is 1 (6.6).</summary>
    Modulo = 0x90,

    /// <summary>Bitwise exclusive or.</summary>
    Xor = 0xA0,

    /// <summary>Copy; sign-extending where the offset is 8, 16 or 32 (6.6), between address spaces where it is 1 (6.9).</summary>
    Move = 0xB0,

    /// <summary>Shift right, filling with the sign.</summary>
    ArithmeticShiftRight = 0xC0,

    /// <summary>Byte order: to little or big endian in 32-bit arithmetic, unconditional swap in 64-bit arithmetic (6.6).</summary>
    Endian = 0xD0,
}
