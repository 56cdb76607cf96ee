namespace LibBpfSharp.Instructions;

/// <summary>When a jump is taken: the upper four bits of the opcode.</summary>
/// <remarks>Source: RFC 9669, section 4.3. In C: <c>BPF_JEQ</c> and so on.</remarks>
public enum BpfJumpOperation : byte
{
    /// <summary>Always; in the 32-bit class the distance is the immediate (6.6), with a register source the target is in a register (6.19).</summary>
    Always = 0x00,

    /// <summary>Equal.</summary>
    Equal = 0x10,

    /// <summary>Greater, unsigned.</summary>
    Greater = 0x20,

    /// <summary>Greater or equal, unsigned.</summary>
    GreaterOrEqual = 0x30,

    /// <summary>Any common bit.</summary>
    AnyBit = 0x40,

    /// <summary>Not equal.</summary>
    NotEqual = 0x50,

    /// <summary>Greater, signed.</summary>
    SignedGreater = 0x60,

    /// <summary>Greater or equal, signed.</summary>
    SignedGreaterOrEqual = 0x70,

    /// <summary>Call of a helper, a function of the program or a function of the kernel.</summary>
    Call = 0x80,

    /// <summary>Return.</summary>
    Exit = 0x90,

    /// <summary>Less, unsigned (4.14).</summary>
    Less = 0xA0,

    /// <summary>Less or equal, unsigned (4.14).</summary>
    LessOrEqual = 0xB0,

    /// <summary>Less, signed (4.14).</summary>
    SignedLess = 0xC0,

    /// <summary>Less or equal, signed (4.14).</summary>
    SignedLessOrEqual = 0xD0,

    /// <summary>Conditional pseudo jump: <c>may_goto</c> where the source is 0 (6.9).</summary>
    Conditional = 0xE0,
}
