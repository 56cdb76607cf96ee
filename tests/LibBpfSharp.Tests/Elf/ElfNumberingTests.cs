using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport.Elf;

namespace LibBpfSharp.Tests.Elf;

public sealed class ElfNumberingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Counts_of_sections_and_names_come_from_section_0_where_the_header_has_no_room(bool littleEndian)
    {
        ElfImage image = new(littleEndian) { ExtendedNumbering = true };
        uint data = image.Add(new ElfImageSection("data", ElfSectionType.ProgBits, [1, 2, 3]));

        ElfFile file = ElfFile.Parse(image.ToArray());

        Assert.Equal(3, file.SectionCount);
        Assert.Equal("data", file.GetSection(data).Name);
        Assert.Equal([1, 2, 3], file.GetSection(data).Data.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_of_70_000_sections_is_read(bool littleEndian)
    {
        const int Sections = 70_000;
        ElfImage image = new(littleEndian) { ExtendedNumbering = true };
        for (int index = 1; index <= Sections; index++)
            image.Add(new ElfImageSection($"s{index}", ElfSectionType.ProgBits, [(byte)index]));
        uint strings = image.Add(new ElfImageSection(".strtab", ElfSectionType.StringTable, [0]));
        uint symbols = image.Add(new ElfImageSection(".symtab", ElfSectionType.SymbolTable, [.. image.Symbol(0, 0, 0), .. image.Symbol(0, 0x12, 0xFFFF, 7), .. image.Symbol(0, 0, 5)]) { Link = strings, EntrySize = 24 });
        image.Add(new ElfImageSection(".symtab_shndx", ElfSectionType.SymbolSectionIndexes, [.. image.Number(0, 4), .. image.Number(69_999, 4), .. image.Number(0, 4)]) { Link = symbols, EntrySize = 4 });

        ElfFile file = ElfFile.Parse(image.ToArray());
        ElfSymbol symbol = file.Symbols!.Value[1];

        Assert.Equal(Sections + 5, file.SectionCount);
        Assert.Equal(69_999, symbol.SectionIndex);
        Assert.Equal(ElfSymbolType.Function, symbol.Type);
        Assert.Equal("s69999", file.GetSection(symbol.SectionIndex).Name);
        Assert.Equal([(byte)(69_999 & 0xFF)], file.GetSection(symbol.SectionIndex).Data.ToArray());
        Assert.Equal(5, file.Symbols!.Value[2].SectionIndex);
    }

    [Fact]
    public void A_symbol_whose_section_index_is_nowhere_is_refused()
    {
        ElfImage image = new(littleEndian: true);
        uint strings = image.Add(new ElfImageSection(".strtab", ElfSectionType.StringTable, [0]));
        image.Add(new ElfImageSection(".symtab", ElfSectionType.SymbolTable, [.. image.Symbol(0, 0, 0), .. image.Symbol(0, 0, 0xFFFF)]) { Link = strings, EntrySize = 24 });
        ElfSymbolTable symbols = ElfFile.Parse(image.ToArray()).Symbols!.Value;

        BpfObjectFormatException error = Assert.Throws<BpfObjectFormatException>(() => symbols[1]);
        Assert.Equal((".symtab", 24L), (error.Section, error.Offset));
    }

    [Theory]
    [InlineData(0xFFF1, ElfSymbol.Absolute)]
    [InlineData(0xFFF2, ElfSymbol.Common)]
    [InlineData(0, ElfSymbol.Undefined)]
    public void Reserved_section_indexes_are_no_sections(ushort raw, int expected)
    {
        ElfImage image = new(littleEndian: true);
        uint strings = image.Add(new ElfImageSection(".strtab", ElfSectionType.StringTable, [0]));
        image.Add(new ElfImageSection(".symtab", ElfSectionType.SymbolTable, image.Symbol(0, 0x21, raw)) { Link = strings, EntrySize = 24 });
        ElfSymbol symbol = ElfFile.Parse(image.ToArray()).Symbols!.Value[0];

        Assert.Equal(expected, symbol.SectionIndex);
        Assert.False(symbol.IsInSection);
        Assert.Equal((ElfSymbolBinding.Weak, ElfSymbolType.Object), (symbol.Binding, symbol.Type));
    }
}
