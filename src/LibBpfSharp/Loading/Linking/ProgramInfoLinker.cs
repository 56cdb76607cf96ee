using System.Runtime.InteropServices;
using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>Collects function and line information of the parts of a linked program and moves it to where they now stand.</summary>
/// <remarks>
/// As libbpf does (<c>reloc_prog_func_and_line_info</c>): an entry without information drops that of its sub-programs too,
/// a sub-program without is an error where the entry has some.
/// </remarks>
internal sealed class ProgramInfoLinker(BtfSpec types, BtfExtensions extensions)
{
    private readonly Dictionary<string, Records> _functions = Index(types, extensions.FuncInfos);
    private readonly Dictionary<string, Records> _lines = Index(types, extensions.LineInfos);

    internal InfoRecords LinkFunctionInfo(ReadOnlySpan<LinkedFunction> functions) => Link(_functions, functions, "function");

    internal InfoRecords LinkLineInfo(ReadOnlySpan<LinkedFunction> functions) => Link(_lines, functions, "line");

    private static InfoRecords Link(Dictionary<string, Records> sections, ReadOnlySpan<LinkedFunction> functions, string what)
    {
        List<byte> linked = [];
        int recordSize = 0;
        foreach (LinkedFunction function in functions)
        {
            if (!sections.TryGetValue(function.Spec.SectionName, out Records section) || !Append(section, function, linked))
            {
                if (linked.Count == 0) return InfoRecords.None;
                throw new BpfRelocationException($"the object has no {what} information for it, though it has for '{functions[0].Spec.Name}', which calls it.", function.Spec.Name, errno: Errno.ENOENT);
            }

            recordSize = section.RecordSize;
        }

        return new InfoRecords([.. linked], recordSize);
    }

    /// <summary>Appends a function's records, their byte offset in the section turned into the slot in the program.</summary>
    private static bool Append(Records section, LinkedFunction function, List<byte> linked)
    {
        ReadOnlySpan<byte> records = section.Bytes.Span;
        int size = section.RecordSize;
        int first = -1, end = 0;
        for (int at = 0; at + size <= records.Length; at += size)
        {
            uint slot = SlotOf(records[at..]);
            if (slot < function.Spec.SectionInstruction) continue;
            if (slot >= function.Spec.SectionInstruction + function.Spec.Instructions.Length) break;
            if (first < 0) first = at;
            end = at + size;
        }

        if (first < 0) return false;
        int start = linked.Count;
        linked.AddRange(records[first..end]);
        Span<byte> moved = CollectionsMarshal.AsSpan(linked)[start..];
        for (int at = 0; at < moved.Length; at += size)
        {
            uint slot = unchecked(SlotOf(moved[at..]) + (uint)(function.Start - function.Spec.SectionInstruction));
            MemoryMarshal.Write(moved[at..], in slot);
        }

        return true;
    }

    private static uint SlotOf(ReadOnlySpan<byte> record) => MemoryMarshal.Read<uint>(record) / BpfInstruction.Size;

    private static Dictionary<string, Records> Index<T>(BtfSpec types, IReadOnlyList<BtfExtensionSection<T>> sections)
        where T : struct, IBtfRecord<T>
    {
        Dictionary<string, Records> index = new(StringComparer.Ordinal);
        foreach (BtfExtensionSection<T> section in sections)
            index.TryAdd(types.GetString(section.NameOffset), new Records(section.Records, section.RecordSize));
        return index;
    }

    private readonly record struct Records(ReadOnlyMemory<byte> Bytes, int RecordSize);
}
