using System.Runtime.InteropServices;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>Finds the source line of a slot of a linked program in its line information.</summary>
internal sealed class SourceLines(LinkedProgram program, BtfSpec types)
{
    private const int ColumnBits = 10;

    /// <summary>The line of the nearest record at or before the slot and in the same function.</summary>
    internal BpfSourceLine? Find(int instruction)
    {
        InfoRecords lines = program.LineInfo;
        if (lines.Count == 0 || instruction >= program.Instructions.Length) return null;
        int start = program.FunctionAt(instruction).Start;
        ReadOnlySpan<byte> found = default;
        for (int i = 0; i < lines.Count; i++)
        {
            ReadOnlySpan<byte> record = lines.Bytes.AsSpan(i * lines.RecordSize, lines.RecordSize);
            uint slot = MemoryMarshal.Read<uint>(record);
            if (slot > instruction) break;
            if (slot >= start) found = record;
        }

        if (found.IsEmpty) return null;
        ReadOnlySpan<uint> fields = MemoryMarshal.Cast<byte, uint>(found);
        return new BpfSourceLine(
            types.GetString(fields[1]),
            (int)(fields[3] >> ColumnBits),
            (int)(fields[3] & ((1 << ColumnBits) - 1)),
            types.GetString(fields[2]).Trim());
    }
}
