using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tool.Verify;

/// <summary>Says in words what an instruction stream holds.</summary>
internal static class StreamWords
{
    // Calls of these "helpers" are how a loader marks a failed CO-RE relocation, a map that was not created, an unresolved kfunc.
    private const int PoisonedCore = 195_896_080;
    private const int PoisonedCoreEnd = PoisonedCore + 100_000;
    private const int PoisonedMap = 2_001_000_000;
    private const int PoisonedEnd = 2_003_000_000;
    private const int TailCallHelper = 12;

    private static readonly string[] s_words =
    [
        "subprog", "callback", "kfunc", "kfunc-mod", "mapfd", "mapval", "btfid", "kaddr", "atomic", "acqrel", "maygoto", "gotol", "sdiv",
        "ldsx", "bswap", "movsx", "cast", "ldabs", "gotox", "tailcall", "poison",
    ];

    public static StreamWord In(ReadOnlySpan<BpfInstruction> stream)
    {
        StreamWord found = 0;
        for (int i = 0; i < stream.Length; i += stream[i].SlotCount)
        {
            BpfInstruction low = stream[i];
            found |= low.IsWide ? OfImmediate(low, i + 1 < stream.Length ? stream[i + 1] : default) : Of(low);
        }

        return found;
    }

    /// <summary>The words with a space between; empty where there is none.</summary>
    public static string Spell(StreamWord words) =>
        string.Join(' ', s_words.Where((_, bit) => ((int)words & (1 << bit)) != 0));

    private static StreamWord OfImmediate(BpfInstruction low, BpfInstruction high) => low.Source switch
    {
        BpfPseudo.MapFd => StreamWord.MapFd,
        BpfPseudo.MapValue => StreamWord.MapVal,
        BpfPseudo.BtfId => StreamWord.BtfId,
        BpfPseudo.Func => StreamWord.Callback,
        _ => StreamNormaliser.IsKernelAddress(low, high) ? StreamWord.KAddr : 0,
    };

    private static StreamWord Of(BpfInstruction instruction) => instruction.Class switch
    {
        BpfInstructionClass.Jump when instruction.IsCall => OfCall(instruction),
        BpfInstructionClass.Jump when instruction.JumpOperation == BpfJumpOperation.Conditional => StreamWord.MayGoto,
        BpfInstructionClass.Jump when instruction.Opcode == BpfOpcode.JumpRegister => StreamWord.GotoX,
        BpfInstructionClass.Jump32 when instruction.JumpOperation == BpfJumpOperation.Always => StreamWord.GotoL,
        BpfInstructionClass.StoreRegister when instruction.MemoryMode == BpfMemoryMode.Atomic => OfAtomic(instruction),
        BpfInstructionClass.LoadRegister when instruction.MemoryMode == BpfMemoryMode.SignExtended => StreamWord.LdSx,
        BpfInstructionClass.Load when instruction.MemoryMode is BpfMemoryMode.Absolute or BpfMemoryMode.Indirect => StreamWord.LdAbs,
        BpfInstructionClass.Alu32 or BpfInstructionClass.Alu64 => OfArithmetic(instruction),
        _ => 0,
    };

    private static StreamWord OfCall(BpfInstruction call) => call.Source switch
    {
        BpfPseudo.Call => StreamWord.Subprog,
        BpfPseudo.KfuncCall => call.Offset == 0 ? StreamWord.Kfunc : StreamWord.KfuncMod,
        0 => call.Immediate switch
        {
            TailCallHelper => StreamWord.TailCall,
            >= PoisonedCore and < PoisonedCoreEnd or >= PoisonedMap and < PoisonedEnd => StreamWord.Poison,
            _ => 0,
        },
        _ => 0,
    };

    private static StreamWord OfAtomic(BpfInstruction store) =>
        (BpfAtomicOperation)store.Immediate is BpfAtomicOperation.LoadAcquire or BpfAtomicOperation.StoreRelease ? StreamWord.AcqRel : StreamWord.Atomic;

    private static StreamWord OfArithmetic(BpfInstruction instruction)
    {
        bool is64 = instruction.Class == BpfInstructionClass.Alu64;
        return instruction.AluOperation switch
        {
            BpfAluOperation.Divide or BpfAluOperation.Modulo when instruction.Offset == 1 => StreamWord.SDiv,
            BpfAluOperation.Endian when is64 => StreamWord.BSwap,
            BpfAluOperation.Move when is64 && instruction.HasRegisterSource && instruction.Offset == 1 => StreamWord.Cast,
            BpfAluOperation.Move when instruction.Offset != 0 => StreamWord.MovSx,
            _ => 0,
        };
    }
}
