using System.Globalization;

namespace LibBpfSharp.Instructions;

/// <summary>Instructions as text, word for word as the kernel's verifier prints them.</summary>
/// <remarks>Source: <c>kernel/bpf/disasm.c</c>. What no kernel knows is printed as <c>unknown</c> with its opcode.</remarks>
public static partial class BpfDisassembler
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    /// <summary>One instruction as text, such as <c>r1 = *(u32 *)(r6 +4)</c> or <c>if r1 &gt; 0x5 goto pc+3</c>.</summary>
    /// <param name="instruction">The instruction; of a wide one, the first slot.</param>
    /// <param name="next">The slot behind it, which holds the upper half of a 64-bit immediate; otherwise unused.</param>
    /// <remarks>Distances (<c>pc+3</c>) count slots from the next one.</remarks>
    public static string Format(BpfInstruction instruction, BpfInstruction next = default) => instruction.Class switch
    {
        BpfInstructionClass.Alu32 or BpfInstructionClass.Alu64 => FormatAlu(instruction),
        BpfInstructionClass.Jump or BpfInstructionClass.Jump32 => FormatJump(instruction),
        BpfInstructionClass.Load => FormatLoad(instruction, next),
        BpfInstructionClass.LoadRegister => FormatLoadRegister(instruction),
        BpfInstructionClass.Store => FormatStore(instruction),
        _ => FormatStoreRegister(instruction),
    };

    /// <summary>A program as text: each instruction with its slot number and opcode, <c>4: (85) call bpf_map_lookup_elem#1</c>, without the second slots.</summary>
    public static IEnumerable<string> Format(ReadOnlyMemory<BpfInstruction> instructions)
    {
        for (int slot = 0; slot < instructions.Length; slot += instructions.Span[slot].SlotCount)
        {
            BpfInstruction instruction = instructions.Span[slot];
            BpfInstruction next = slot + 1 < instructions.Length ? instructions.Span[slot + 1] : default;
            yield return string.Create(s_culture, $"{slot}: ({instruction.Opcode:x2}) {Format(instruction, next)}");
        }
    }

    private static string Unknown(BpfInstruction instruction) => string.Create(s_culture, $"unknown 0x{instruction.Opcode:x2}");

    private static string Signed(int number) => number.ToString("+0;-0;+0", s_culture);

    private static char RegisterLetter(BpfInstruction instruction) =>
        instruction.Class is BpfInstructionClass.Alu32 or BpfInstructionClass.Jump32 ? 'w' : 'r';
}
