using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>Puts the sub-programs an entry program needs behind it, depth first and at first use, and resolves the calls between them.</summary>
/// <remarks>
/// The order is libbpf's (<c>bpf_object__reloc_code</c>), so that instruction numbers in a verifier log mean the same.
/// Pure; one linker may serve several threads.
/// </remarks>
/// <param name="spec">The object.</param>
/// <param name="code">The instructions by function, as CO-RE left them.</param>
/// <param name="info">Moves function and line information along.</param>
internal sealed class ProgramLinker(BpfObjectSpec spec, ReadOnlyMemory<BpfInstruction>[] code, ProgramInfoLinker? info)
{
    /// <summary>Links one entry program.</summary>
    /// <param name="entry">The entry program's function.</param>
    /// <param name="exceptionCallback">A global sub-program that is appended even where nothing calls it.</param>
    /// <exception cref="BpfRelocationException">A call has no function to go to.</exception>
    internal LinkedProgram Link(FunctionSpec entry, FunctionSpec? exceptionCallback = null)
    {
        List<LinkedFunction> functions = [];
        List<BpfInstruction> instructions = [];
        Dictionary<FunctionSpec, int> starts = [];
        LinkFrom(entry, functions, instructions, starts);
        if (exceptionCallback is not null && !starts.ContainsKey(exceptionCallback))
            LinkFrom(exceptionCallback, functions, instructions, starts);

        LinkedFunction[] linked = [.. functions];
        return new LinkedProgram(entry, [.. instructions], linked)
        {
            FunctionInfo = info?.LinkFunctionInfo(linked) ?? InfoRecords.None,
            LineInfo = info?.LinkLineInfo(linked) ?? InfoRecords.None,
        };
    }

    /// <summary>The walk keeps its own stack: a hostile object may nest calls deeper than a thread's.</summary>
    private void LinkFrom(FunctionSpec first, List<LinkedFunction> functions, List<BpfInstruction> instructions, Dictionary<FunctionSpec, int> starts)
    {
        Stack<(LinkedFunction Function, int Next)> pending = new();
        pending.Push((Append(first, functions, instructions, starts), 0));
        while (pending.TryPop(out (LinkedFunction Function, int Next) at))
        {
            (LinkedFunction caller, int next) = at;
            for (; next < caller.Spec.Instructions.Length; next++)
            {
                int slot = caller.Start + next;
                if (FindCallee(caller.Spec, next, instructions[slot]) is not { } callee) continue;
                if (!starts.TryGetValue(callee, out int start))
                {
                    // The callee's own calls are settled first; this call is looked at again after them.
                    pending.Push((caller, next));
                    pending.Push((Append(callee, functions, instructions, starts), 0));
                    break;
                }

                BpfInstruction call = instructions[slot];
                byte source = call.Opcode == BpfOpcode.LoadImmediate64 ? BpfPseudo.Func : BpfPseudo.Call;
                instructions[slot] = new BpfInstruction(call.Opcode, call.Destination, source, call.Offset, start - slot - 1);
            }
        }
    }

    private LinkedFunction Append(FunctionSpec function, List<LinkedFunction> functions, List<BpfInstruction> instructions, Dictionary<FunctionSpec, int> starts)
    {
        LinkedFunction linked = new(function, instructions.Count);
        functions.Add(linked);
        starts.Add(function, linked.Start);
        instructions.AddRange(code[function.Index].Span);
        return linked;
    }

    /// <summary>The sub-program an instruction calls or takes the address of; <c>null</c> where it does neither.</summary>
    private FunctionSpec? FindCallee(FunctionSpec function, int index, BpfInstruction instruction)
    {
        RelocationSpec? relocation = null;
        if (instruction.Opcode == BpfOpcode.LoadImmediate64)
        {
            relocation = FindRelocation(function, index);
            if (relocation?.Kind is not RelocationKind.SubprogramAddress && instruction.Source != BpfPseudo.Func) return null;
        }
        else if (instruction is { Opcode: BpfOpcode.Call, Source: BpfPseudo.Call, Destination: 0, Offset: 0 })
        {
            relocation = FindRelocation(function, index);
        }
        else
        {
            return null;
        }

        long target = relocation switch
        {
            { Kind: RelocationKind.ExternCall } => -1,
            { Kind: RelocationKind.Call } call => (long)(call.SymbolOffset / BpfInstruction.Size) + instruction.Immediate + 1,
            { Kind: RelocationKind.SubprogramAddress } address => ((long)address.SymbolOffset + instruction.Immediate) / BpfInstruction.Size,
            { } other => throw new BpfRelocationException($"a call carries a relocation of kind {other.Kind}.", function.Name, index),
            null when instruction.Opcode == BpfOpcode.LoadImmediate64 => throw new BpfRelocationException("the address of a function is loaded without a relocation that names it.", function.Name, index),
            null => function.SectionInstruction + (long)index + instruction.Immediate + 1,
        };
        if (relocation?.Kind is RelocationKind.ExternCall) return null;

        return spec.FindFunction(spec.TextSectionIndex, target)
            ?? throw new BpfRelocationException(
                spec.TextSectionIndex == 0
                    ? "a sub-program is called, but the object has no .text section to hold one."
                    : $"a sub-program is called at slot {target} of .text, where there is none.",
                function.Name, index);
    }

    private static RelocationSpec? FindRelocation(FunctionSpec function, int instruction)
    {
        RelocationSpec[] relocations = function.Relocations;
        int low = 0, high = relocations.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int at = relocations[middle].Instruction;
            if (at == instruction) return relocations[middle];
            if (at < instruction) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }
}
