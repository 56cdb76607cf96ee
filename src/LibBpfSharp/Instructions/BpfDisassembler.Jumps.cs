namespace LibBpfSharp.Instructions;

public static partial class BpfDisassembler
{
    private static string FormatJump(BpfInstruction instruction)
    {
        switch (instruction.Opcode)
        {
            case BpfOpcode.Jump:
                return $"goto pc{Signed(instruction.Offset)}";
            case BpfOpcode.JumpLong:
                return $"gotol pc{Signed(instruction.Immediate)}";
            case BpfOpcode.JumpRegister:
                return $"gotox r{instruction.Destination}";
            case BpfOpcode.JumpConditional when instruction.Source == 0:
                return $"may_goto pc{Signed(instruction.Offset)}";
            case BpfOpcode.Exit:
                return "exit";
            case BpfOpcode.Call:
                return FormatCall(instruction);
        }

        if (Comparison(instruction.JumpOperation) is not { } comparison)
            return Unknown(instruction);
        char letter = RegisterLetter(instruction);
        string operand = instruction.HasRegisterSource ? $"{letter}{instruction.Source}" : string.Create(s_culture, $"0x{instruction.Immediate:x}");
        return $"if {letter}{instruction.Destination} {comparison} {operand} goto pc{Signed(instruction.Offset)}";
    }

    private static string FormatCall(BpfInstruction instruction)
    {
        if (instruction.IsPseudoCall)
            return $"call pc{Signed(instruction.Immediate)}";
        string name = "unknown";
        if (instruction.IsKfuncCall)
            name = "kernel-function";
        else if (instruction.IsHelperCall)
            name = ((BpfHelper)instruction.Immediate).GetKernelName() ?? name;
        return string.Create(s_culture, $"call {name}#{instruction.Immediate}");
    }

    private static string? Comparison(BpfJumpOperation operation) => operation switch
    {
        BpfJumpOperation.Equal => "==",
        BpfJumpOperation.Greater => ">",
        BpfJumpOperation.GreaterOrEqual => ">=",
        BpfJumpOperation.AnyBit => "&",
        BpfJumpOperation.NotEqual => "!=",
        BpfJumpOperation.SignedGreater => "s>",
        BpfJumpOperation.SignedGreaterOrEqual => "s>=",
        BpfJumpOperation.Less => "<",
        BpfJumpOperation.LessOrEqual => "<=",
        BpfJumpOperation.SignedLess => "s<",
        BpfJumpOperation.SignedLessOrEqual => "s<=",
        _ => null,
    };
}
