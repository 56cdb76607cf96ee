using LibBpfSharp.Elf;

namespace LibBpfSharp.Tracing;

/// <summary>How the assembler of an architecture writes registers, constants and memory, and where the kernel keeps the registers.</summary>
/// <param name="RegisterMark">What stands before a register's name.</param>
/// <param name="ConstantMark">What stands before a constant.</param>
/// <param name="HasBrackets">Whether memory is <c>[register, offset]</c>; else it is <c>offset(register)</c>.</param>
/// <param name="HasIndex">Whether memory may have a second register: <c>offset(register,register,scale)</c>.</param>
/// <param name="Registers">Offsets in <c>struct pt_regs</c> by name.</param>
/// <param name="ZeroRegisters">Names that stand for zero.</param>
internal sealed record UsdtGrammar(
    string RegisterMark, string ConstantMark, bool HasBrackets, bool HasIndex, IReadOnlyDictionary<string, short> Registers, params string[] ZeroRegisters)
{
    /// <summary>The grammar of a machine's files; <c>null</c> for one without.</summary>
    public static UsdtGrammar? Of(ushort machine) => machine switch
    {
        ElfMachine.X64 => UsdtGrammars.X64,
        ElfMachine.Arm64 => UsdtGrammars.Arm64,
        ElfMachine.S390 => UsdtGrammars.S390,
        ElfMachine.RiscV => UsdtGrammars.RiscV64,
        _ => null,
    };
}
