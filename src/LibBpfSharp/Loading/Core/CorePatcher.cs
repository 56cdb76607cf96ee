using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading.Core;

/// <summary>Writes the result of a relocation into its instruction.</summary>
internal static class CorePatcher
{
    /// <summary>Patches the instruction at <paramref name="index"/>, after checking that it holds what the compiler must have put there.</summary>
    public static void Patch(Span<BpfInstruction> instructions, int index, in CoreResult result)
    {
        if (result.Poison)
        {
            Spoil(instructions, index);
            return;
        }

        BpfInstruction instruction = instructions[index];
        switch (instruction.Class)
        {
            case BpfInstructionClass.Alu32 or BpfInstructionClass.Alu64:
                PatchImmediate(ref instructions[index], result);
                break;
            case BpfInstructionClass.LoadRegister or BpfInstructionClass.Store or BpfInstructionClass.StoreRegister:
                PatchAccess(instructions, index, result);
                break;
            case BpfInstructionClass.Load:
                PatchWide(instructions, index, result);
                break;
            default:
                throw CoreFault.Unexpected($"an instruction with opcode 0x{instruction.Opcode:x2} cannot be relocated");
        }
    }

    private static void PatchImmediate(ref BpfInstruction instruction, in CoreResult result)
    {
        if (instruction.HasRegisterSource) throw CoreFault.Unexpected("the instruction has no immediate");
        Expect(result, unchecked((ulong)instruction.Immediate));
        instruction = instruction with { Immediate = unchecked((int)result.Value) };
    }

    private static void PatchAccess(Span<BpfInstruction> instructions, int index, in CoreResult result)
    {
        BpfInstruction instruction = instructions[index];
        Expect(result, unchecked((ulong)instruction.Offset));
        if (result.Value > (ulong)short.MaxValue) throw CoreFault.OutOfRange($"offset {result.Value:#,0} does not fit a load or store");
        if (result.CannotResize)
        {
            Spoil(instructions, index);
            return;
        }

        byte opcode = instruction.Opcode;
        if (result.Size != result.OriginalSize)
        {
            uint moved = BytesOf(instruction.MemorySize);
            if (moved != result.OriginalSize)
                throw CoreFault.Unexpected($"the load or store moves {moved} bytes, the field has {result.OriginalSize}");
            opcode = (byte)((opcode & ~BpfOpcode.SizeMask) | (byte)SizeBits(result.Size));
        }

        instructions[index] = instruction with { Opcode = opcode, Offset = (short)result.Value };
    }

    private static void PatchWide(Span<BpfInstruction> instructions, int index, in CoreResult result)
    {
        BpfInstruction low = instructions[index];
        BpfInstruction high = index + 1 < instructions.Length ? instructions[index + 1] : new BpfInstruction(opcode: 0xFF);
        if (!low.IsWide || low.Source != 0 || low.Offset != 0 || high != new BpfInstruction(0, immediate: high.Immediate))
            throw CoreFault.Unexpected("the 64-bit load is not a plain one");

        Expect(result, (uint)low.Immediate | ((ulong)(uint)high.Immediate << 32));
        instructions[index] = low with { Immediate = unchecked((int)result.Value) };
        instructions[index + 1] = high with { Immediate = unchecked((int)(result.Value >> 32)) };
    }

    private static void Expect(in CoreResult result, ulong found)
    {
        if (result.Validate && found != result.Original)
            throw CoreFault.Unexpected($"the instruction holds {(long)found}, the compiler's types give {(long)result.Original}");
    }

    // Both halves of a wide load: a lone second half would be reported as an unknown opcode instead.
    private static void Spoil(Span<BpfInstruction> instructions, int index)
    {
        var call = new BpfInstruction(BpfOpcode.Call, immediate: Poison.CoreRelocation);
        if (instructions[index].IsWide && index + 1 < instructions.Length) instructions[index + 1] = call;
        instructions[index] = call;
    }

    private static uint BytesOf(BpfMemorySize size) => size switch
    {
        BpfMemorySize.Byte => 1,
        BpfMemorySize.HalfWord => 2,
        BpfMemorySize.Word => 4,
        _ => 8,
    };

    private static BpfMemorySize SizeBits(uint bytes) => bytes switch
    {
        1 => BpfMemorySize.Byte,
        2 => BpfMemorySize.HalfWord,
        4 => BpfMemorySize.Word,
        8 => BpfMemorySize.DoubleWord,
        _ => throw CoreFault.Unexpected($"no load or store moves {bytes} bytes"),
    };
}
