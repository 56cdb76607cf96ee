namespace LibBpfSharp.Elf;

/// <summary>A 64-bit ELF file of either byte order, of any type and machine, read in place.</summary>
/// <remarks>
/// Nothing is decoded before it is asked for, and no object is made per section, symbol or relocation.
/// Whatever the bytes, only <see cref="BpfObjectFormatException"/> leaves, and visiting everything once
/// takes time and memory in proportion to the file. Not safe for use by several threads at once: names are kept.
/// Source: System V gABI, chapters 4 and 5; <c>include/uapi/linux/elf.h</c>.
/// </remarks>
internal sealed partial class ElfFile
{
    private readonly ReadOnlyMemory<byte> _image;

    private ElfFile(ReadOnlyMemory<byte> image, bool isLittleEndian)
    {
        _image = image;
        IsLittleEndian = isLittleEndian;
    }

    /// <summary>Whether numbers in this file have their low byte first.</summary>
    public bool IsLittleEndian { get; }

    /// <summary>File type, see <see cref="ElfFileType"/>.</summary>
    public ushort Type { get; private set; }

    /// <summary>Machine, see <see cref="ElfMachine"/>.</summary>
    public ushort Machine { get; private set; }

    /// <summary>Number of section headers, the unused one at index 0 included; 0 in a file without section headers.</summary>
    public int SectionCount { get; private set; }

    /// <summary>Number of program headers.</summary>
    public int SegmentCount { get; private set; }

    /// <summary>The whole file.</summary>
    public ReadOnlyMemory<byte> Image => _image;

    /// <summary>The symbol table, <c>null</c> in a stripped file.</summary>
    /// <exception cref="BpfObjectFormatException">The table does not lie in the file or has no string table.</exception>
    public ElfSymbolTable? Symbols => _symbolTableIndex == 0 ? null : new ElfSymbolTable(this, _symbolTableIndex);

    /// <summary>The dynamic linker's symbols, <c>null</c> where there are none.</summary>
    /// <exception cref="BpfObjectFormatException">The table does not lie in the file or has no string table.</exception>
    public ElfSymbolTable? DynamicSymbols => _dynamicSymbolsIndex == 0 ? null : new ElfSymbolTable(this, _dynamicSymbolsIndex);

    /// <summary>Reads the header and checks that the section and program headers lie in the file.</summary>
    /// <param name="image">The file; kept, and must not change.</param>
    /// <exception cref="BpfObjectFormatException">Not a 64-bit ELF file, or its headers do not hold together.</exception>
    public static ElfFile Parse(ReadOnlyMemory<byte> image)
    {
        ElfFile file = new(image, CheckIdentification(image.Span));
        file.ReadHeader();
        file.IndexSections();
        return file;
    }

    /// <summary>The section of an index.</summary>
    /// <exception cref="BpfObjectFormatException">The file has no such section.</exception>
    public ElfSection GetSection(long index)
    {
        if ((ulong)index >= (ulong)SectionCount)
            throw new BpfObjectFormatException($"section {index} is referred to, and the file has {SectionCount}");
        return new ElfSection(this, (int)index);
    }

    /// <summary>The first section of a name.</summary>
    /// <returns><c>false</c> where there is none.</returns>
    public bool TryFindSection(ReadOnlySpan<byte> name, out ElfSection section)
    {
        for (int index = 1; index < SectionCount; index++)
        {
            section = new ElfSection(this, index);
            if (section.NameIs(name))
                return true;
        }

        section = default;
        return false;
    }

    /// <summary>The program header of an index.</summary>
    /// <exception cref="BpfObjectFormatException">The file has no such program header.</exception>
    public ElfSegment GetSegment(int index)
    {
        if ((uint)index >= (uint)SegmentCount)
            throw new BpfObjectFormatException($"program header {index} is referred to, and the file has {SegmentCount}");
        int at = _segmentHeaders + (index * SegmentHeaderSize);
        return new ElfSegment(UInt32(at), UInt32(at + 4), UInt64(at + 8), UInt64(at + 16), UInt64(at + 32), UInt64(at + 40), UInt64(at + 48));
    }
}
