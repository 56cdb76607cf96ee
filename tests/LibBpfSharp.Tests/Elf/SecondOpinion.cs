using System.Globalization;
using ELFSharp.ELF;
using ELFSharp.ELF.Sections;
using ELFSharp.ELF.Segments;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Tests.Elf;

/// <summary>What two readers say of one file, a line for each section, segment and symbol.</summary>
internal static class SecondOpinion
{
    /// <summary>This library's reader.</summary>
    public static List<string> Ours(byte[] image)
    {
        ElfFile file = ElfFile.Parse(image);
        List<string> lines = [];
        for (int index = 0; index < file.SectionCount; index++)
        {
            ElfSection section = file.GetSection(index);
            lines.Add(Section(section.Name, section.Type, section.Flags, section.Address, section.Offset, section.Size, section.Alignment, section.EntrySize));
        }

        for (int index = 0; index < file.SegmentCount; index++)
        {
            ElfSegment segment = file.GetSegment(index);
            lines.Add(Segment(segment.Type, segment.Flags, segment.Address, segment.Offset, segment.FileSize, segment.MemorySize, segment.Alignment));
        }

        foreach (ElfSymbolTable? table in new[] { file.Symbols, file.DynamicSymbols })
        {
            if (table is not { } symbols) continue;
            foreach (ElfSymbol symbol in symbols)
                lines.Add(Symbol(symbol.Name, symbol.Value, symbol.Size, symbol.Binding, symbol.Type, symbol.Visibility, (ushort)symbol.SectionIndex));
        }

        return lines;
    }

    /// <summary>ELFSharp.</summary>
    public static List<string> Theirs(byte[] image)
    {
        using ELF<ulong> file = ELFReader.Load<ulong>(new MemoryStream(image), shouldOwnStream: true);
        List<string> lines = [];
        foreach (Section<ulong> section in file.Sections)
            lines.Add(Section(section.Name, (uint)section.Type, section.RawFlags, section.LoadAddress, section.Offset, section.Size, section.Alignment, section.EntrySize));
        foreach (Segment<ulong> segment in file.Segments)
            lines.Add(Segment((uint)segment.Type, (uint)segment.Flags, segment.Address, (ulong)segment.Offset, (ulong)segment.FileSize, segment.Size, segment.Alignment));
        foreach (SectionType type in new[] { SectionType.SymbolTable, SectionType.DynamicSymbolTable })
        {
            if (file.Sections.FirstOrDefault(section => section.Type == type) is not SymbolTable<ulong> symbols) continue;
            foreach (SymbolEntry<ulong> symbol in symbols.Entries)
                lines.Add(Symbol(symbol.Name, symbol.Value, symbol.Size, (uint)symbol.Binding, (uint)symbol.Type, (uint)symbol.Visibility, symbol.PointedSectionIndex));
        }

        return lines;
    }

    private static string Section(string name, uint type, ulong flags, ulong address, ulong offset, ulong size, ulong alignment, ulong entrySize)
        => string.Create(CultureInfo.InvariantCulture, $"section {name}: type {type:x}, flags {flags:x}, {size} bytes at {offset}, address {address:x}, alignment {alignment}, entries of {entrySize}");

    private static string Segment(uint type, uint flags, ulong address, ulong offset, ulong inFile, ulong inMemory, ulong alignment)
        => string.Create(CultureInfo.InvariantCulture, $"segment {type:x}: flags {flags:x}, {inFile} bytes at {offset}, {inMemory} at address {address:x}, alignment {alignment}");

    private static string Symbol(string name, ulong value, ulong size, uint binding, uint type, uint visibility, ushort section)
        => string.Create(CultureInfo.InvariantCulture, $"symbol {name}: {value:x}, size {size}, binding {binding}, type {type}, visibility {visibility}, section {section:x}");
}
