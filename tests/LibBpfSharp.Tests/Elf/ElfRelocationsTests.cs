using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport.Elf;

namespace LibBpfSharp.Tests.Elf;

public sealed class ElfRelocationsTests
{
    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, -8L)]
    [InlineData(false, long.MaxValue)]
    public void Reads_records_with_and_without_addend(bool littleEndian, long? addend)
    {
        ElfRelocations relocations = Build(littleEndian, addend, symbol: 1, out ElfSymbolTable symbols);

        Assert.Equal(2, relocations.Count);
        Assert.Equal(new ElfRelocation(1, 16, 10, 1, addend), relocations[1]);
        Assert.Equal("target", relocations.Target.Name);
        Assert.Equal("name", relocations.GetSymbol(relocations[1], symbols).Name);
    }

    [Fact]
    public void A_symbol_behind_the_table_is_refused_at_the_record_that_names_it()
    {
        ElfRelocations relocations = Build(littleEndian: true, addend: null, symbol: 2, out ElfSymbolTable symbols);

        BpfObjectFormatException error = Assert.Throws<BpfObjectFormatException>(() => relocations.GetSymbol(relocations[1], symbols));
        Assert.Equal((".rel", 16L), (error.Section, error.Offset));
    }

    private static ElfRelocations Build(bool littleEndian, long? addend, uint symbol, out ElfSymbolTable symbols)
    {
        ElfImage image = new(littleEndian);
        uint target = image.Add(new ElfImageSection("target", ElfSectionType.ProgBits, new byte[24]));
        uint strings = image.Add(new ElfImageSection(".strtab", ElfSectionType.StringTable, [0, .. "name"u8, 0]));
        uint table = image.Add(new ElfImageSection(".symtab", ElfSectionType.SymbolTable, [.. image.Symbol(0, 0, 0), .. image.Symbol(1, 0, 1)]) { Link = strings, EntrySize = 24 });
        byte[] records = [.. image.Relocation(8, 0, 1, addend), .. image.Relocation(16, symbol, 10, addend)];
        uint relocations = image.Add(new ElfImageSection(".rel", addend is null ? ElfSectionType.Rel : ElfSectionType.Rela, records) { Link = table, Info = target, EntrySize = addend is null ? 16u : 24u });
        ElfRelocations read = ElfFile.Parse(image.ToArray()).GetSection(relocations).AsRelocations();
        symbols = read.GetSymbols();
        return read;
    }
}
