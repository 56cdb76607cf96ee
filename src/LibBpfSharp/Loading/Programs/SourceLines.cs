using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>The source lines of a linked program, from its line information.</summary>
internal sealed class SourceLines(LinkedProgram program, BtfSpec types)
{
    private const int ColumnBits = 10;

    /// <summary>The line of the nearest record at or before the slot and in the same function.</summary>
    internal BpfSourceLine? Find(int instruction)
    {
        InfoRecords lines = program.LineInfo;
        if (lines.Count == 0 || instruction >= program.Instructions.Length) return null;
        int start = program.FunctionAt(instruction).Start;
        int found = -1;
        for (int i = 0; i < lines.Count; i++)
        {
            uint slot = lines.WordsOf(i)[0];
            if (slot > instruction) break;
            if (slot >= start) found = i;
        }

        return found < 0 ? null : Read(lines.WordsOf(found));
    }

    /// <summary>Every line.</summary>
    internal BpfProgramLine[] All()
        => [.. Enumerable.Range(0, program.LineInfo.Count).Select(i => new BpfProgramLine { Instruction = (int)program.LineInfo.WordsOf(i)[0], Source = Read(program.LineInfo.WordsOf(i)) })];

    private BpfSourceLine Read(ReadOnlySpan<uint> fields) => new()
    {
        File = types.GetString(fields[1]),
        Line = (int)(fields[3] >> ColumnBits),
        Column = (int)(fields[3] & ((1 << ColumnBits) - 1)),
        Text = types.GetString(fields[2]).Trim(),
    };
}
