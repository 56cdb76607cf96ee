namespace LibBpfSharp.Elf;

/// <summary>One section header and the bytes it describes.</summary>
internal readonly struct ElfSection
{
    private readonly ElfFile _file;
    private readonly int _header;

    internal ElfSection(ElfFile file, int index)
    {
        _file = file;
        Index = index;
        _header = file.SectionHeader(index);
    }

    /// <summary>Position among the section headers, from 0.</summary>
    public int Index { get; }

    /// <summary>The name.</summary>
    /// <exception cref="BpfObjectFormatException">The name does not lie in the file's table of section names.</exception>
    public string Name => _file.GetName(_file.SectionNamesIndex, NameOffset);

    /// <summary>Section type, see <see cref="ElfSectionType"/>.</summary>
    public uint Type => _file.UInt32(_header + 4);

    /// <summary>Bits of <see cref="ElfSectionFlags"/>.</summary>
    public ulong Flags => _file.UInt64(_header + 8);

    /// <summary>Virtual address of the first byte, 0 in a relocatable file.</summary>
    public ulong Address => _file.UInt64(_header + 16);

    /// <summary>Offset of the bytes in the file.</summary>
    public ulong Offset => _file.UInt64(_header + 24);

    /// <summary>Size in bytes, in memory too where the file holds none; not checked, <see cref="Data"/> is.</summary>
    public ulong Size => _file.UInt64(_header + 32);

    /// <summary>A section this one needs; a relocation section's symbol table, a symbol table's strings.</summary>
    public uint Link => _file.UInt32(_header + 40);

    /// <summary>By type; of a relocation section, the section it changes.</summary>
    public uint Info => _file.UInt32(_header + 44);

    /// <summary>Alignment in bytes; 0 and 1 mean none.</summary>
    public ulong Alignment => _file.UInt64(_header + 48);

    /// <summary>Size of one record in bytes, 0 where the section is no table.</summary>
    public ulong EntrySize => _file.UInt64(_header + 56);

    /// <summary>The bytes; empty for a section that takes no room in the file.</summary>
    /// <exception cref="BpfObjectFormatException">The section does not lie in the file, or is compressed.</exception>
    public ReadOnlyMemory<byte> Data
    {
        get
        {
            if (DataFault is { } fault)
                throw new BpfObjectFormatException(fault, Label, 0);
            return FileSize == 0 ? default : _file.Image.Slice((int)Offset, (int)Size);
        }
    }

    internal ulong FileSize => Type is ElfSectionType.Null or ElfSectionType.NoBits ? 0 : Size;

    internal bool LiesInFile => FileSize == 0 || (Offset <= (ulong)_file.Image.Length && Size <= (ulong)_file.Image.Length - Offset);

    /// <summary>Why <see cref="Data"/> cannot be had, <c>null</c> where it can.</summary>
    internal string? DataFault
    {
        get
        {
            if (!LiesInFile)
                return $"the section ({Size} bytes at file offset {Offset}) does not lie in the file of {_file.Image.Length} bytes: is it truncated?";
            return (Flags & ElfSectionFlags.Compressed) != 0 && FileSize != 0 ? "the section is compressed: compile with -gz=none" : null;
        }
    }

    /// <summary>What an error message calls this section: its name, where that can be read and is no novel.</summary>
    internal string Label => _file.TryGetName(_file.SectionNamesIndex, NameOffset, out string name) is null && name.Length is > 0 and <= 256 ? name : $"#{Index}";

    private uint NameOffset => _file.UInt32(_header);

    /// <summary>Whether the name is exactly these UTF-8 bytes.</summary>
    /// <exception cref="BpfObjectFormatException">The name does not lie in the file's table of section names.</exception>
    public bool NameIs(ReadOnlySpan<byte> name) => _file.NameIs(_file.SectionNamesIndex, NameOffset, name);

    /// <summary>Whether the name begins with these UTF-8 bytes.</summary>
    /// <exception cref="BpfObjectFormatException">The name does not lie in the file's table of section names.</exception>
    public bool NameStartsWith(ReadOnlySpan<byte> prefix) => _file.NameStartsWith(_file.SectionNamesIndex, NameOffset, prefix);

    /// <summary>The bytes as symbols.</summary>
    /// <exception cref="BpfObjectFormatException">The section is no symbol table or is broken.</exception>
    public ElfSymbolTable AsSymbols() => new(_file, Index);

    /// <summary>The bytes as relocation records.</summary>
    /// <exception cref="BpfObjectFormatException">The section holds no relocations or is broken.</exception>
    public ElfRelocations AsRelocations() => new(_file, this);

    /// <summary>The bytes of a table of records, checked to be a whole number of them.</summary>
    internal int RecordCount(int recordSize, string what)
    {
        if (EntrySize != (ulong)recordSize)
            throw new BpfObjectFormatException($"{what} of {EntrySize} bytes instead of {recordSize}", Label, 0);
        int length = Data.Length;
        if (length % recordSize != 0)
            throw new BpfObjectFormatException($"the size {length} is no multiple of {recordSize}: the last of the {what} is cut", Label, length - (length % recordSize));
        return length / recordSize;
    }
}
