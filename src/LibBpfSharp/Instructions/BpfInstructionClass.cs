namespace LibBpfSharp.Instructions;

/// <summary>What kind of instruction an opcode is: its low three bits.</summary>
/// <remarks>Source: RFC 9669, section 3.1.</remarks>
public enum BpfInstructionClass : byte
{
    /// <summary><c>BPF_LD</c>: 64-bit immediates and the old packet accesses.</summary>
    Load = 0,

    /// <summary><c>BPF_LDX</c>: memory into a register.</summary>
    LoadRegister = 1,

    /// <summary><c>BPF_ST</c>: an immediate into memory.</summary>
    Store = 2,

    /// <summary><c>BPF_STX</c>: a register into memory, and atomic operations.</summary>
    StoreRegister = 3,

    /// <summary><c>BPF_ALU</c>: 32-bit arithmetic; the upper half of the register becomes zero.</summary>
    Alu32 = 4,

    /// <summary><c>BPF_JMP</c>: jumps by 64-bit comparison, calls, exit.</summary>
    Jump = 5,

    /// <summary><c>BPF_JMP32</c>: jumps by 32-bit comparison, and the long jump (5.1).</summary>
    Jump32 = 6,

    /// <summary><c>BPF_ALU64</c>: 64-bit arithmetic.</summary>
    Alu64 = 7,
}
