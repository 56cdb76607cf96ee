namespace LibBpfSharp.Elf;

/// <summary>The relocation records of one REL or RELA section, read in place.</summary>
internal readonly struct ElfRelocations
{
    private const int RelSize = 16;
    private const int RelaSize = 24;

    private readonly ElfFile _file;
    private readonly ElfSection _section;
    private readonly int _start;
    private readonly bool _hasAddends;

    internal ElfRelocations(ElfFile file, ElfSection section)
    {
        _file = file;
        _section = section;
        _hasAddends = section.Type switch
        {
            ElfSectionType.Rel => false,
            ElfSectionType.Rela => true,
            _ => throw new BpfObjectFormatException($"relocations are needed, and the section's type is {section.Type}", section.Label, 0),
        };
        Count = section.RecordCount(_hasAddends ? RelaSize : RelSize, "relocations");
        _start = (int)section.Offset;
    }

    /// <summary>Number of records.</summary>
    public int Count { get; }

    /// <summary>The section whose bytes these relocations change.</summary>
    /// <exception cref="BpfObjectFormatException">The file has no such section.</exception>
    public ElfSection Target => _file.GetSection(_section.Info);

    /// <summary>The record of an index.</summary>
    /// <exception cref="BpfObjectFormatException">There is no such record.</exception>
    public ElfRelocation this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new BpfObjectFormatException($"relocation {index} is referred to, and the section has {Count}", _section.Label);
            int at = _start + (index * (_hasAddends ? RelaSize : RelSize));
            ulong info = _file.UInt64(at + 8);
            return new ElfRelocation(index, _file.UInt64(at), (uint)info, (uint)(info >> 32), _hasAddends ? (long)_file.UInt64(at + 16) : null);
        }
    }

    /// <summary>The table <see cref="ElfRelocation.SymbolIndex"/> counts in.</summary>
    /// <exception cref="BpfObjectFormatException">The section links to no symbol table.</exception>
    public ElfSymbolTable GetSymbols() => _file.GetSection(_section.Link).AsSymbols();

    /// <summary>The symbol of a record.</summary>
    /// <param name="relocation">One of these records.</param>
    /// <param name="symbols">What <see cref="GetSymbols"/> returned.</param>
    /// <exception cref="BpfObjectFormatException">The symbol table is shorter.</exception>
    public ElfSymbol GetSymbol(in ElfRelocation relocation, in ElfSymbolTable symbols)
    {
        if (relocation.SymbolIndex >= (uint)symbols.Count)
            throw new BpfObjectFormatException($"relocation {relocation.Index} refers to symbol {relocation.SymbolIndex}, and there are {symbols.Count}", _section.Label, (long)relocation.Index * (_hasAddends ? RelaSize : RelSize));
        return symbols[relocation.SymbolIndex];
    }

    /// <summary>The records in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Walks a relocation section.</summary>
    internal struct Enumerator(ElfRelocations relocations)
    {
        private int _index = -1;

        public readonly ElfRelocation Current => relocations[_index];

        public bool MoveNext() => ++_index < relocations.Count;
    }
}
