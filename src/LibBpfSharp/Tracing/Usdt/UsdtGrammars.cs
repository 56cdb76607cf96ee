namespace LibBpfSharp.Tracing;

/// <summary>The architectures whose probes can be read.</summary>
/// <remarks>Source: <c>struct pt_regs</c>, or <c>user_pt_regs</c>, of <c>arch/*/include/uapi/asm/ptrace.h</c>; and each assembler's manual.</remarks>
internal static class UsdtGrammars
{
    private const int Word = sizeof(ulong);

    public static UsdtGrammar X64 { get; } = new("%", "$", HasBrackets: false, HasIndex: true, X64Registers());

    // Registers of 32 bits are the low halves of those of 64.
    public static UsdtGrammar Arm64 { get; } = new("", "", HasBrackets: true, HasIndex: false, Arm64Registers(), "xzr", "wzr");

    // Behind an argument's word and the two words of the PSW.
    public static UsdtGrammar S390 { get; } = new("%", "", HasBrackets: false, HasIndex: false, Numbered("r", 16, first: 3 * Word));

    public static UsdtGrammar RiscV64 { get; } = new("", "", HasBrackets: false, HasIndex: false, InOrder([
        "pc", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7",
        "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6"]), "zero");

    private static Dictionary<string, short> X64Registers()
    {
        Dictionary<string, short> registers = InOrder([
            "r15", "r14", "r13", "r12", "rbp", "rbx", "r11", "r10", "r9", "r8", "rax", "rcx", "rdx", "rsi", "rdi", "orig_rax", "rip", "cs", "eflags", "rsp"]);
        registers.Remove("orig_rax");
        registers.Remove("cs");
        registers.Remove("eflags");
        foreach (string name in registers.Keys.ToArray())
        {
            short at = registers[name];
            string bare = name[1..];
            string[] parts = char.IsAsciiDigit(name[1]) ? [name + 'd', name + 'w', name + 'b']
                : name is "rip" ? ["eip"]
                : bare.EndsWith('x') ? ['e' + bare, bare, bare[..1] + 'l']
                : ['e' + bare, bare, bare + 'l'];
            foreach (string part in parts) registers.Add(part, at);
        }

        return registers;
    }

    private static Dictionary<string, short> Arm64Registers()
    {
        const int Count = 31;
        Dictionary<string, short> registers = Numbered("x", Count, first: 0);
        foreach ((string name, short at) in Numbered("w", Count, first: 0)) registers.Add(name, at);
        registers.Add("sp", Count * Word);
        return registers;
    }

    private static Dictionary<string, short> Numbered(string prefix, int count, int first) => Enumerable.Range(0, count).ToDictionary(i => $"{prefix}{i}", i => (short)(first + (i * Word)));

    private static Dictionary<string, short> InOrder(string[] names) => Enumerable.Range(0, names.Length).ToDictionary(i => names[i], i => (short)(i * Word));
}
