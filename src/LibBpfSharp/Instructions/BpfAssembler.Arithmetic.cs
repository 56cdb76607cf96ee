namespace LibBpfSharp.Instructions;

public sealed partial class BpfAssembler
{
    private const int Alu64 = (int)BpfInstructionClass.Alu64;
    private const int Alu32 = (int)BpfInstructionClass.Alu32;

    /// <summary>Copies a register.</summary>
    public BpfAssembler Move(BpfRegister destination, BpfRegister source) => Alu(BpfAluOperation.Move, destination, source);

    /// <summary>Sets a register to a number, sign-extended to 64 bits.</summary>
    public BpfAssembler Move(BpfRegister destination, int value) => Alu(BpfAluOperation.Move, destination, value);

    /// <summary>Sets a register to a 64-bit number, in two slots.</summary>
    public BpfAssembler MoveWide(BpfRegister destination, long value) => Wide(destination, 0, (int)value, (int)(value >> 32));

    /// <summary>Computes with two registers, 64 bits wide: the result is in the first.</summary>
    public BpfAssembler Alu(BpfAluOperation operation, BpfRegister destination, BpfRegister source)
        => Write(Alu64 | (int)Defined.Require(operation) | BpfOpcode.RegisterSource, destination, source);

    /// <summary>Computes with a register and a number, sign-extended, 64 bits wide.</summary>
    public BpfAssembler Alu(BpfAluOperation operation, BpfRegister destination, int value) => Write(Alu64 | (int)Defined.Require(operation), destination, immediate: value);

    /// <summary>Computes with the lower halves of two registers; the upper half of the result is zero.</summary>
    public BpfAssembler Alu32Bit(BpfAluOperation operation, BpfRegister destination, BpfRegister source)
        => Write(Alu32 | (int)Defined.Require(operation) | BpfOpcode.RegisterSource, destination, source);

    /// <summary>Computes with the lower half of a register and a number; the upper half of the result is zero.</summary>
    public BpfAssembler Alu32Bit(BpfAluOperation operation, BpfRegister destination, int value) => Write(Alu32 | (int)Defined.Require(operation), destination, immediate: value);

    /// <summary>Divides, or takes the remainder, with signs (6.6).</summary>
    public BpfAssembler AluSigned(BpfAluOperation operation, BpfRegister destination, BpfRegister source)
        => Write(Alu64 | (int)Defined.Require(operation) | BpfOpcode.RegisterSource, destination, source, offset: 1);

    /// <summary>Copies the lower 8, 16 or 32 bits of a register, sign-extended to 64 (6.6).</summary>
    public BpfAssembler MoveSigned(BpfRegister destination, BpfRegister source, int bits)
        => Write(Alu64 | (int)BpfAluOperation.Move | BpfOpcode.RegisterSource, destination, source, offset: (short)bits);

    /// <summary>Turns the sign of a register.</summary>
    public BpfAssembler Negate(BpfRegister destination) => Write(Alu64 | (int)BpfAluOperation.Negate, destination);

    /// <summary>Turns the lower 16, 32 or 64 bits of a register from the machine's byte order to network order, or back, which is the same.</summary>
    public BpfAssembler ToBigEndian(BpfRegister destination, int bits)
        => Write(Alu32 | (int)BpfAluOperation.Endian | BpfOpcode.RegisterSource, destination, immediate: bits);

    /// <summary>Turns the lower 16, 32 or 64 bits of a register from the machine's byte order to little-endian.</summary>
    public BpfAssembler ToLittleEndian(BpfRegister destination, int bits) => Write(Alu32 | (int)BpfAluOperation.Endian, destination, immediate: bits);

    /// <summary>Swaps the bytes of the lower 16, 32 or 64 bits of a register (6.6).</summary>
    public BpfAssembler SwapBytes(BpfRegister destination, int bits) => Write(Alu64 | (int)BpfAluOperation.Endian, destination, immediate: bits);

    private BpfAssembler Wide(BpfRegister destination, byte source, int low, int high)
        => Write(BpfOpcode.LoadImmediate64, destination, (BpfRegister)source, immediate: low).Write(0, immediate: high);
}
