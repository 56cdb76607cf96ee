using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>An entry program with the sub-programs it needs behind it, calls resolved, data references still open.</summary>
internal sealed class LinkedProgram(FunctionSpec entry, BpfInstruction[] instructions, LinkedFunction[] functions)
{
    internal FunctionSpec Entry => entry;

    /// <summary>Written to by the passes that follow.</summary>
    internal BpfInstruction[] Instructions => instructions;

    /// <summary>The entry, then the sub-programs as appended.</summary>
    internal LinkedFunction[] Functions => functions;

    internal InfoRecords FunctionInfo { get; init; } = InfoRecords.None;

    internal InfoRecords LineInfo { get; init; } = InfoRecords.None;

    /// <summary>Whether the instructions are the caller's own, with nothing left to patch.</summary>
    internal bool IsReplaced { get; private init; }

    /// <summary>What is still to be patched: maps, externs, jump tables.</summary>
    internal IEnumerable<LinkedRelocation> Relocations
    {
        get
        {
            if (IsReplaced) yield break;
            foreach (LinkedFunction function in functions)
            {
                foreach (RelocationSpec relocation in function.Spec.Relocations)
                    yield return new LinkedRelocation(function.Start + relocation.Instruction, function, relocation);
            }
        }
    }

    /// <summary>The same program, to be patched apart from this one.</summary>
    internal LinkedProgram Copy() => new(entry, [.. instructions], functions) { FunctionInfo = FunctionInfo, LineInfo = LineInfo, IsReplaced = IsReplaced };

    /// <summary>The program with other instructions in place of all of its own.</summary>
    internal LinkedProgram With(BpfInstruction[] replacement)
    {
        bool fits = replacement.Length == instructions.Length;
        return new(entry, replacement, functions)
        {
            FunctionInfo = fits ? FunctionInfo : InfoRecords.None,
            LineInfo = fits ? LineInfo : InfoRecords.None,
            IsReplaced = true,
        };
    }

    /// <summary>The function an instruction belongs to.</summary>
    internal LinkedFunction FunctionAt(int instruction) => Array.FindLast(functions, f => f.Start <= instruction);
}
