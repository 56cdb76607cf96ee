namespace LibBpfSharp.Instructions;

public static partial class BpfDisassembler
{
    private const short AddressSpaceCast = 1;
    private const short PerCpuAddress = -1;

    private static string FormatAlu(BpfInstruction instruction)
    {
        char letter = RegisterLetter(instruction);
        byte destination = instruction.Destination, source = instruction.Source;
        switch (instruction.AluOperation)
        {
            case BpfAluOperation.Endian:
                string order = instruction.Class == BpfInstructionClass.Alu64 ? "bswap" : instruction.HasRegisterSource ? "be" : "le";
                return string.Create(s_culture, $"r{destination} = {order}{instruction.Immediate} r{destination}");
            case BpfAluOperation.Negate:
                return $"{letter}{destination} = -{letter}{destination}";
        }

        if (AluText(instruction) is not { } operation)
            return Unknown(instruction);
        if (!instruction.HasRegisterSource)
            return string.Create(s_culture, $"{letter}{destination} {operation} {instruction.Immediate}");
        if (instruction.Opcode == BpfOpcode.MoveRegister && instruction.Offset == AddressSpaceCast)
            return string.Create(s_culture, $"r{destination} = addr_space_cast(r{source}, {(uint)instruction.Immediate >> 16}, {(ushort)instruction.Immediate})");
        if (instruction.Opcode == BpfOpcode.MoveRegister && instruction.Offset == PerCpuAddress)
            return $"r{destination} = &(void __percpu *)(r{source})";
        return $"{letter}{destination} {operation} {SignExtension(instruction)}{letter}{source}";
    }

    private static string? AluText(BpfInstruction instruction) => instruction.AluOperation switch
    {
        BpfAluOperation.Add => "+=",
        BpfAluOperation.Subtract => "-=",
        BpfAluOperation.Multiply => "*=",
        BpfAluOperation.Divide => instruction.Offset == 1 ? "s/=" : "/=",
        BpfAluOperation.Or => "|=",
        BpfAluOperation.And => "&=",
        BpfAluOperation.ShiftLeft => "<<=",
        BpfAluOperation.ShiftRight => ">>=",
        BpfAluOperation.Modulo => instruction.Offset == 1 ? "s%=" : "%=",
        BpfAluOperation.Xor => "^=",
        BpfAluOperation.Move => "=",
        BpfAluOperation.ArithmeticShiftRight => "s>>=",
        _ => null,
    };

    private static string SignExtension(BpfInstruction instruction) => (instruction.AluOperation, instruction.Offset) switch
    {
        (BpfAluOperation.Move, 8) => "(s8)",
        (BpfAluOperation.Move, 16) => "(s16)",
        (BpfAluOperation.Move, 32) => "(s32)",
        _ => string.Empty,
    };
}
