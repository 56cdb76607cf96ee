using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>Writes into a linked program what only the kernel could give: map descriptors, and what externs came to.</summary>
/// <param name="spec">The object.</param>
/// <param name="mapDescriptors">By map; −1 for one that is not created, whose users are poisoned.</param>
/// <param name="externs">By extern.</param>
/// <param name="arenaOffset">Where the globals begin in the arena, in bytes.</param>
internal sealed class DataPatcher(BpfObjectSpec spec, int[] mapDescriptors, ExternValue[] externs, uint arenaOffset = 0)
{
    /// <summary>Patches every reference but jump tables, for which <paramref name="jumpTable"/> is asked for a map's descriptor.</summary>
    internal void Patch(LinkedProgram program, Func<LinkedProgram, LinkedRelocation, int> jumpTable)
    {
        foreach (LinkedRelocation relocation in program.Relocations)
        {
            Span<BpfInstruction> at = program.Instructions.AsSpan(relocation.Instruction);
            if (at.Length < at[0].SlotCount)
                throw new BpfRelocationException("a 64-bit load is cut off by the end of the program.", program.Entry.Name, relocation.Instruction, errno: Errno.EINVAL);
            switch (relocation.Spec.Kind)
            {
                case RelocationKind.MapLoad:
                    PatchMap(at, relocation.Spec.Target, BpfPseudo.MapFd, at[1].Immediate);
                    break;
                case RelocationKind.MapValueLoad:
                    int offset = unchecked(at[0].Immediate + (int)relocation.Spec.SymbolOffset);
                    if (relocation.Spec.Target == spec.ArenaMapIndex) offset = unchecked(offset + (int)arenaOffset);
                    PatchMap(at, relocation.Spec.Target, BpfPseudo.MapValue, offset);
                    break;
                case RelocationKind.ExternLoad:
                    PatchExternLoad(at, relocation.Spec.Target);
                    break;
                case RelocationKind.ExternCall:
                    at[0] = PatchExternCall(at[0], relocation.Spec.Target);
                    break;
                case RelocationKind.InstructionArray:
                    int table = jumpTable(program, relocation);
                    at[0] = new BpfInstruction(at[0].Opcode, at[0].Destination, BpfPseudo.MapValue, 0, table);
                    break;
                case RelocationKind.Call or RelocationKind.SubprogramAddress:
                    break; // the linker's
            }
        }
    }

    private void PatchMap(Span<BpfInstruction> at, int map, byte source, int second)
    {
        if (mapDescriptors[map] < 0)
        {
            at[0] = at[1] = new BpfInstruction(BpfOpcode.Call, immediate: Poison.Map + map);
            return;
        }

        at[0] = new BpfInstruction(at[0].Opcode, at[0].Destination, source, at[0].Offset, mapDescriptors[map]);
        at[1] = at[1] with { Immediate = second };
    }

    private void PatchExternLoad(Span<BpfInstruction> at, int index)
    {
        ExternSpec target = spec.Externs[index];
        ExternValue value = externs[index];
        if (target.Kind is ExternKind.Kconfig)
        {
            at[0] = new BpfInstruction(at[0].Opcode, at[0].Destination, BpfPseudo.MapValue, at[0].Offset, mapDescriptors[spec.KconfigMapIndex]);
            at[1] = at[1] with { Immediate = target.Kconfig.DataOffset };
        }
        else if (value is { IsSet: true, TypeId: > 0 })
        {
            at[0] = new BpfInstruction(at[0].Opcode, at[0].Destination, BpfPseudo.BtfId, at[0].Offset, (int)value.TypeId);
            at[1] = at[1] with { Immediate = value.BtfDescriptor };
        }
        else
        {
            at[0] = at[0] with { Immediate = unchecked((int)value.Address) };
            at[1] = at[1] with { Immediate = (int)(value.Address >> 32) };
        }
    }

    private BpfInstruction PatchExternCall(BpfInstruction call, int index) => externs[index] is { IsSet: true } value
        ? new BpfInstruction(call.Opcode, call.Destination, BpfPseudo.KfuncCall, value.DescriptorIndex, (int)value.TypeId)
        : new BpfInstruction(BpfOpcode.Call, immediate: Poison.KernelFunction + index);
}
