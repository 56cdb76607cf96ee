namespace LibBpfSharp.Instructions;

public sealed partial class BpfAssembler
{
    private const int JumpClass = (int)BpfInstructionClass.Jump;
    private const int JumpClass32 = (int)BpfInstructionClass.Jump32;

    /// <summary>Jumps, up to 32,767 slots far.</summary>
    /// <exception cref="ArgumentException"><paramref name="label"/> is empty.</exception>
    public BpfAssembler Jump(string label) => WriteTo(label, BpfOpcode.Jump);

    /// <summary>Jumps, however far (6.6).</summary>
    /// <exception cref="ArgumentException"><paramref name="label"/> is empty.</exception>
    public BpfAssembler JumpLong(string label) => WriteTo(label, BpfOpcode.JumpLong);

    /// <summary>Jumps if two registers compare so, 64 bits wide.</summary>
    /// <exception cref="ArgumentException"><paramref name="label"/> is empty.</exception>
    public BpfAssembler JumpIf(BpfJumpOperation condition, BpfRegister left, BpfRegister right, string label)
        => WriteTo(label, JumpClass | (int)Defined.Require(condition) | BpfOpcode.RegisterSource, left, (byte)right);

    /// <summary>Jumps if a register and a number, sign-extended, compare so, 64 bits wide.</summary>
    /// <exception cref="ArgumentException"><paramref name="label"/> is empty.</exception>
    public BpfAssembler JumpIf(BpfJumpOperation condition, BpfRegister left, int right, string label)
        => WriteTo(label, JumpClass | (int)Defined.Require(condition), left, immediate: right);

    /// <summary>Jumps if the lower halves of two registers compare so (5.1).</summary>
    /// <exception cref="ArgumentException"><paramref name="label"/> is empty.</exception>
    public BpfAssembler JumpIf32Bit(BpfJumpOperation condition, BpfRegister left, BpfRegister right, string label)
        => WriteTo(label, JumpClass32 | (int)Defined.Require(condition) | BpfOpcode.RegisterSource, left, (byte)right);

    /// <summary>Jumps if the lower half of a register and a number compare so (5.1).</summary>
    /// <exception cref="ArgumentException"><paramref name="label"/> is empty.</exception>
    public BpfAssembler JumpIf32Bit(BpfJumpOperation condition, BpfRegister left, int right, string label)
        => WriteTo(label, JumpClass32 | (int)Defined.Require(condition), left, immediate: right);

    /// <summary>Calls a helper of the kernel: arguments in R1 to R5, the result in R0.</summary>
    public BpfAssembler Call(BpfHelper helper) => Write(BpfOpcode.Call, immediate: (int)helper);

    /// <summary>Calls a function of this program (4.16), which begins at a label and ends with <see cref="Exit"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="label"/> is empty.</exception>
    public BpfAssembler Call(string label) => WriteTo(label, BpfOpcode.Call, source: BpfPseudo.Call);

    /// <summary>Calls a function of the kernel proper by the BTF id of its FUNC (5.13).</summary>
    public BpfAssembler CallKernel(uint functionId) => Write(BpfOpcode.Call, source: (BpfRegister)BpfPseudo.KfuncCall, immediate: (int)functionId);

    /// <summary>The address of a function of this program (5.13), to be handed to a helper that calls it.</summary>
    /// <exception cref="ArgumentException"><paramref name="label"/> is empty.</exception>
    public BpfAssembler LoadFunction(BpfRegister destination, string label)
    {
        WriteTo(label, BpfOpcode.LoadImmediate64, destination, BpfPseudo.Func);
        return Write(0);
    }

    /// <summary>Returns R0.</summary>
    public BpfAssembler Exit() => Write(BpfOpcode.Exit);
}
