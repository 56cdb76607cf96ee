namespace LibBpfSharp.Instructions;

public readonly partial record struct BpfInstruction
{
    /// <summary>The class.</summary>
    public BpfInstructionClass Class => (BpfInstructionClass)(Opcode & BpfOpcode.ClassMask);

    /// <summary>Of a load or store: how many bytes.</summary>
    public BpfMemorySize MemorySize => (BpfMemorySize)(Opcode & BpfOpcode.SizeMask);

    /// <summary>Of a load or store: how the memory is found.</summary>
    public BpfMemoryMode MemoryMode => (BpfMemoryMode)(Opcode & BpfOpcode.ModeMask);

    /// <summary>Of arithmetic: the operation.</summary>
    public BpfAluOperation AluOperation => (BpfAluOperation)(Opcode & BpfOpcode.OperationMask);

    /// <summary>Of a jump: the condition.</summary>
    public BpfJumpOperation JumpOperation => (BpfJumpOperation)(Opcode & BpfOpcode.OperationMask);

    /// <summary>Of arithmetic or a jump: whether the second operand is a register.</summary>
    public bool HasRegisterSource => (Opcode & BpfOpcode.RegisterSource) != 0;

    /// <summary>Whether the class is one of the two of arithmetic.</summary>
    public bool IsAlu => Class is BpfInstructionClass.Alu32 or BpfInstructionClass.Alu64;

    /// <summary>Whether the class is one of the two of jumps, calls and exit included.</summary>
    public bool IsJump => Class is BpfInstructionClass.Jump or BpfInstructionClass.Jump32;

    /// <summary>Whether this is the first slot of a 64-bit immediate: the next slot's immediate is the upper half.</summary>
    public bool IsWide => Opcode == BpfOpcode.LoadImmediate64;

    /// <summary>How many slots the instruction takes, 1 or 2.</summary>
    public int SlotCount => IsWide ? 2 : 1;

    /// <summary>Whether this is a call of any kind.</summary>
    public bool IsCall => Opcode == BpfOpcode.Call;

    /// <summary>Whether this calls one of <see cref="BpfHelper"/>, whose number is the immediate.</summary>
    public bool IsHelperCall => IsCall && Source == 0;

    /// <summary>Whether this calls a function of the program.</summary>
    public bool IsPseudoCall => IsCall && Source == BpfPseudo.Call;

    /// <summary>Whether this calls a kernel function by BTF id.</summary>
    public bool IsKfuncCall => IsCall && Source == BpfPseudo.KfuncCall;

    /// <summary>Whether this returns.</summary>
    public bool IsExit => Opcode == BpfOpcode.Exit;

    /// <summary>Whether this loads the address of a map, by descriptor or index.</summary>
    public bool LoadsMap => IsWide && Source is (BpfPseudo.MapFd or BpfPseudo.MapIdx);

    /// <summary>Whether this loads an address inside a map's value, by descriptor or index.</summary>
    public bool LoadsMapValue => IsWide && Source is (BpfPseudo.MapValue or BpfPseudo.MapIdxValue);

    /// <summary>Whether this loads the address of a function of the program.</summary>
    public bool LoadsFunction => IsWide && Source == BpfPseudo.Func;

    /// <summary>Whether this loads the address of a kernel variable by BTF id.</summary>
    public bool LoadsKernelVariable => IsWide && Source == BpfPseudo.BtfId;
}
