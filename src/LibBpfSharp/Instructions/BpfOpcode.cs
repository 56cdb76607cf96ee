namespace LibBpfSharp.Instructions;

/// <summary>Whole opcode bytes, and the masks of their parts.</summary>
/// <remarks>Source: RFC 9669, section 3; <c>include/uapi/linux/bpf.h</c>.</remarks>
public static class BpfOpcode
{
    /// <summary>The bits of <see cref="BpfInstructionClass"/>.</summary>
    public const byte ClassMask = 0x07;

    /// <summary>The bits of <see cref="BpfMemorySize"/>.</summary>
    public const byte SizeMask = 0x18;

    /// <summary>The bits of <see cref="BpfMemoryMode"/>.</summary>
    public const byte ModeMask = 0xE0;

    /// <summary>The bits of <see cref="BpfAluOperation"/> and <see cref="BpfJumpOperation"/>.</summary>
    public const byte OperationMask = 0xF0;

    /// <summary>Set where the second operand is a register, clear where it is the immediate (<c>BPF_X</c>, <c>BPF_K</c>).</summary>
    public const byte RegisterSource = 0x08;

    /// <summary>64-bit immediate in two slots (<c>BPF_LD | BPF_IMM | BPF_DW</c>).</summary>
    public const byte LoadImmediate64 = 0x18;

    /// <summary>Jump by the 16-bit offset (<c>BPF_JMP | BPF_JA</c>).</summary>
    public const byte Jump = 0x05;

    /// <summary>Jump by the 32-bit immediate (<c>BPF_JMP32 | BPF_JA</c>, 6.6).</summary>
    public const byte JumpLong = 0x06;

    /// <summary>Jump to the address in a register (<c>BPF_JMP | BPF_JA | BPF_X</c>, 6.19).</summary>
    public const byte JumpRegister = 0x0D;

    /// <summary>Call (<c>BPF_JMP | BPF_CALL</c>); the source says of what.</summary>
    public const byte Call = 0x85;

    /// <summary>Return (<c>BPF_JMP | BPF_EXIT</c>).</summary>
    public const byte Exit = 0x95;

    /// <summary>Conditional pseudo jump (<c>BPF_JMP | BPF_JCOND</c>, 6.9).</summary>
    public const byte JumpConditional = 0xE5;

    /// <summary>64-bit move of an immediate (<c>BPF_ALU64 | BPF_MOV | BPF_K</c>).</summary>
    public const byte MoveImmediate = 0xB7;

    /// <summary>64-bit move of a register (<c>BPF_ALU64 | BPF_MOV | BPF_X</c>).</summary>
    public const byte MoveRegister = 0xBF;
}
