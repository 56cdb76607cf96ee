namespace LibBpfSharp.Elf;

/// <summary>The symbols of one section, read in place.</summary>
internal readonly struct ElfSymbolTable
{
    private const int RecordSize = 24;
    private const ushort FirstReservedSection = 0xFF00;
    private const ushort ExtendedSectionIndex = 0xFFFF;

    private readonly int _start;
    private readonly int _extendedIndexes;

    internal ElfSymbolTable(ElfFile file, int sectionIndex)
    {
        ElfSection section = file.GetSection(sectionIndex);
        if (section.Type is not (ElfSectionType.SymbolTable or ElfSectionType.DynamicSymbols))
            throw new BpfObjectFormatException($"a symbol table is needed, and the section's type is {section.Type}", section.Label, 0);
        File = file;
        SectionIndex = sectionIndex;
        Count = section.RecordCount(RecordSize, "symbols");
        _start = (int)section.Offset;
        NamesIndex = section.Link == 0 ? throw new BpfObjectFormatException("the symbol table has no string table", section.Label, 0) : file.GetSection(section.Link).Index;
        _extendedIndexes = FindExtendedIndexes(file, sectionIndex, Count);
    }

    /// <summary>Number of symbols, the unused one at index 0 included.</summary>
    public int Count { get; }

    /// <summary>The section these symbols are in.</summary>
    public int SectionIndex { get; }

    internal ElfFile File { get; }

    internal int NamesIndex { get; }

    /// <summary>The symbol of an index.</summary>
    /// <exception cref="BpfObjectFormatException">The table has no such symbol, or its section index is not to be found.</exception>
    public ElfSymbol this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Count)
                throw new BpfObjectFormatException($"symbol {index} is referred to, and the table has {Count}", File.GetSection(SectionIndex).Label, index * RecordSize);
            int at = _start + ((int)index * RecordSize);
            ReadOnlySpan<byte> bytes = File.Image.Span;
            return new ElfSymbol(File, NamesIndex, (int)index, File.UInt32(at), bytes[at + 4], bytes[at + 5], ResolveSection((int)index, File.UInt16(at + 6)), File.UInt64(at + 8), File.UInt64(at + 16));
        }
    }

    /// <summary>The symbols in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    private int ResolveSection(int index, ushort raw)
    {
        if (raw < FirstReservedSection)
            return raw;
        if (raw != ExtendedSectionIndex)
            return raw - 0x1_0000;
        if (_extendedIndexes == 0)
            throw new BpfObjectFormatException($"the section of symbol {index} is in a table that the file does not have", File.GetSection(SectionIndex).Label, (long)index * RecordSize);
        uint resolved = File.UInt32(_extendedIndexes + (index * sizeof(uint)));
        return resolved < (uint)File.SectionCount ? (int)resolved : File.GetSection(resolved).Index;
    }

    /// <summary>File offset of the table of long section indexes, 0 where there is none.</summary>
    private static int FindExtendedIndexes(ElfFile file, int symbols, int count)
    {
        if (file.SymbolSectionIndexes == 0)
            return 0;
        ElfSection section = file.GetSection(file.SymbolSectionIndexes);
        if (section.Link != (uint)symbols)
            return 0;
        if (section.RecordCount(sizeof(uint), "section indexes") < count)
            throw new BpfObjectFormatException($"fewer section indexes than the {count} symbols", section.Label, 0);
        return (int)section.Offset;
    }

    /// <summary>Walks a symbol table.</summary>
    internal struct Enumerator(ElfSymbolTable table)
    {
        private int _index = -1;

        public readonly ElfSymbol Current => table[_index];

        public bool MoveNext() => ++_index < table.Count;
    }
}
