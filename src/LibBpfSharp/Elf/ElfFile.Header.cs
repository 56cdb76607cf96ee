namespace LibBpfSharp.Elf;

internal sealed partial class ElfFile
{
    internal const int SectionHeaderSize = 64;

    private const int HeaderSize = 64;
    private const int SegmentHeaderSize = 56;
    private const ushort ExtendedSectionIndex = 0xFFFF;
    private const ushort ExtendedSegmentCount = 0xFFFF;

    private int _sectionHeaders;
    private int _segmentHeaders;
    private int _sectionNamesIndex;
    private int _symbolTableIndex;
    private int _dynamicSymbolsIndex;
    private int _symbolSectionIndexesIndex;

    /// <summary>The table of section indexes too long for a symbol, 0 where there is none.</summary>
    internal int SymbolSectionIndexes => _symbolSectionIndexesIndex;

    /// <summary>Returns whether the file is little-endian.</summary>
    private static bool CheckIdentification(ReadOnlySpan<byte> image)
    {
        if (!image.StartsWith("\u007FELF"u8))
            throw new BpfObjectFormatException("not an ELF file: it does not begin with 7F 45 4C 46", offset: 0);
        if (image.Length < HeaderSize)
            throw new BpfObjectFormatException($"the file ends inside the ELF header: {image.Length} of {HeaderSize} bytes", offset: image.Length);
        if (image[4] != 2)
            throw new BpfObjectFormatException($"not a 64-bit ELF file: class {image[4]}", offset: 4);
        if (image[5] is not (1 or 2))
            throw new BpfObjectFormatException($"unknown byte order {image[5]}", offset: 5);
        if (image[6] != 1)
            throw new BpfObjectFormatException($"unknown ELF version {image[6]}", offset: 6);
        return image[5] == 1;
    }

    private void ReadHeader()
    {
        Type = UInt16(16);
        Machine = UInt16(18);
        ulong segmentHeaders = UInt64(32), sectionHeaders = UInt64(40);
        uint segmentCount = UInt16(56), sectionNames = UInt16(62);
        ulong sectionCount = UInt16(60);

        if (sectionHeaders != 0)
        {
            if (UInt16(58) != SectionHeaderSize)
                throw new BpfObjectFormatException($"section headers of {UInt16(58)} bytes instead of {SectionHeaderSize}", offset: 58);
            CheckTable("the section headers", sectionHeaders, 1, SectionHeaderSize, at: 40);

            // Numbers that do not fit their 16 bits are in the header of section 0.
            int first = (int)sectionHeaders;
            if (sectionCount == 0)
                sectionCount = UInt64(first + 32);
            if (sectionNames == ExtendedSectionIndex)
                sectionNames = UInt32(first + 40);
            if (segmentCount == ExtendedSegmentCount)
                segmentCount = UInt32(first + 44);
            CheckTable("the section headers", sectionHeaders, sectionCount, SectionHeaderSize, at: 60);
            _sectionHeaders = first;
            SectionCount = (int)sectionCount;
        }

        if (sectionNames != 0 && sectionNames >= (uint)SectionCount)
            throw new BpfObjectFormatException($"section names are said to be in section {sectionNames}, and the file has {SectionCount}", offset: 62);
        _sectionNamesIndex = (int)sectionNames;

        if (segmentCount == 0)
            return;
        if (UInt16(54) != SegmentHeaderSize)
            throw new BpfObjectFormatException($"program headers of {UInt16(54)} bytes instead of {SegmentHeaderSize}", offset: 54);
        CheckTable("the program headers", segmentHeaders, segmentCount, SegmentHeaderSize, at: 32);
        _segmentHeaders = (int)segmentHeaders;
        SegmentCount = (int)segmentCount;
    }

    private void IndexSections()
    {
        ulong total = 0;
        for (int index = 1; index < SectionCount; index++)
        {
            ElfSection section = new(this, index);
            switch (section.Type)
            {
                case ElfSectionType.SymbolTable:
                    Claim(ref _symbolTableIndex, section, "symbol table");
                    break;
                case ElfSectionType.DynamicSymbols:
                    Claim(ref _dynamicSymbolsIndex, section, "table of dynamic symbols");
                    break;
                case ElfSectionType.SymbolSectionIndexes:
                    Claim(ref _symbolSectionIndexesIndex, section, "table of section indexes");
                    break;
            }

            // Overlapping sections would let a small file cost the square of its size to visit.
            if (section.LiesInFile)
                total += section.FileSize;
            if (total > 2 * (ulong)_image.Length)
                throw new BpfObjectFormatException("the sections overlap: together they are more than twice the file", section.Label, 0);
        }
    }

    private static void Claim(ref int slot, ElfSection section, string what)
    {
        if (slot != 0)
            throw new BpfObjectFormatException($"a second {what}; the first is section {slot}", section.Label, 0);
        slot = section.Index;
    }

    private void CheckTable(string what, ulong offset, ulong count, ulong entrySize, long at)
    {
        ulong length = (ulong)_image.Length;
        if (offset > length || count > (length - offset) / entrySize)
            throw new BpfObjectFormatException($"{what} ({count} at file offset {offset}) do not lie in the file of {length} bytes: is it truncated?", offset: at);
    }
}
