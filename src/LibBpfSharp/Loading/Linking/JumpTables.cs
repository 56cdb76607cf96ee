using System.Runtime.InteropServices;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Makes the instruction arrays (6.19) that indirect jumps of a program go through, one per table and program.</summary>
/// <remarks>The verifier rewrites the entries as it moves instructions. They are held until the programs are loaded; the programs hold them afterwards.</remarks>
internal sealed class JumpTables(LoadPlan plan) : IDisposable
{
    private const int EntrySize = 8;
    private const int EntryBytes = 16;
    private readonly Dictionary<(LinkedProgram Program, ulong Offset), BpfMapHandle> _tables = [];

    public void Dispose()
    {
        foreach (BpfMapHandle table in _tables.Values) table.Dispose();
    }

    /// <summary>Makes every table a program refers to, so that a kernel without instruction arrays is found out before anything else is made.</summary>
    /// <exception cref="BpfRelocationException">A reference leaves the <c>.jumptables</c> section.</exception>
    /// <exception cref="BpfException">The kernel refuses a table.</exception>
    public void CreateFor(LinkedProgram program)
    {
        foreach (LinkedRelocation relocation in program.Relocations)
        {
            if (relocation.Spec.Kind is RelocationKind.InstructionArray) DescriptorOf(program, relocation);
        }
    }

    /// <summary>The descriptor of the table a relocation refers to.</summary>
    /// <exception cref="BpfRelocationException">The reference leaves the <c>.jumptables</c> section.</exception>
    /// <exception cref="BpfException">The kernel refuses the table.</exception>
    public int DescriptorOf(LinkedProgram program, LinkedRelocation relocation)
    {
        (ulong offset, ulong size) = (relocation.Spec.SymbolOffset, relocation.Spec.SymbolSize);
        if (_tables.TryGetValue((program, offset), out BpfMapHandle? made)) return made.Descriptor;
        if (offset % EntrySize != 0 || size % EntrySize != 0 || offset > (ulong)plan.Spec.JumpTables.Length || size > (ulong)plan.Spec.JumpTables.Length - offset)
            throw new BpfRelocationException($"its jump table at {offset} with {size} bytes is not one of section .jumptables.", program.Entry.Name, relocation.Instruction, errno: Errno.EINVAL);

        BpfMapHandle table = Create((uint)(size / EntrySize));
        _tables.Add((program, offset), table);
        Fill(table, relocation.Function, MemoryMarshal.Cast<byte, ulong>(plan.Spec.JumpTables.Span.Slice((int)offset, (int)size)));
        return table.Descriptor;
    }

    private BpfMapHandle Create(uint entries)
    {
        MapCreateAttr attributes = new()
        {
            MapType = BpfMapType.InsnArray,
            KeySize = sizeof(uint),
            ValueSize = EntryBytes,
            MaxEntries = entries,
            MapName = ObjectName.From(".jumptables"),
        };
        return SingleMapCreator.Of(plan).Create(ref attributes, ".jumptables");
    }

    // Entries count from the section's start in bytes; the kernel counts from the program's in slots.
    private static void Fill(BpfMapHandle table, LinkedFunction function, ReadOnlySpan<ulong> targets)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            long slot = (long)(targets[i] / BpfInstruction.Size) - function.Spec.SectionInstruction + function.Start;
            if (slot is < 0 or > uint.MaxValue)
                throw new BpfRelocationException($"entry {i} of its jump table points before the function.", function.Spec.Name, errno: Errno.EINVAL);
            Entry entry = new() { OriginalOffset = (uint)slot };
            Check(table.MapUpdate(ElementSpans.BytesOf(in i), ElementSpans.BytesOf(in entry)), BpfCommand.MapUpdateElem);
        }

        Check(table.MapFreeze(), BpfCommand.MapFreeze);
    }

    private static void Check(nint result, BpfCommand command)
    {
        if (result < 0) throw new BpfException($"A jump table cannot be filled: {((Errno)(-result)).Describe()}.", (Errno)(-result), command, ".jumptables");
    }

    /// <summary><c>struct bpf_insn_array_value</c>.</summary>
    [StructLayout(LayoutKind.Sequential, Size = EntryBytes)]
    private struct Entry
    {
        public uint OriginalOffset;
        public uint XlatedOffset;
        public uint JittedOffset;
        public uint Unused;
    }
}
