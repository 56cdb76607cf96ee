using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport.Elf;
using LibBpfSharp.TestSupport.Mutation;

namespace LibBpfSharp.Tests.Elf;

/// <summary>Files built to cost the square of their size, 2 MB each.</summary>
public sealed class ElfHostileTests(ITestOutputHelper output)
{
    private const int Many = 30_000;

    [Fact]
    public void Sections_that_all_claim_the_whole_file()
    {
        ElfImage image = new(littleEndian: true) { ExtendedNumbering = true };
        for (int index = 0; index < Many; index++)
            image.Add(new ElfImageSection("s", ElfSectionType.Rel, []) { Offset = 0, Size = Many * 64, EntrySize = 16 });

        Refused(image, "the sections overlap");
    }

    [Fact]
    public void Names_that_each_begin_one_byte_later_in_the_same_string()
    {
        ElfImage image = new(littleEndian: true);
        uint strings = image.Add(new ElfImageSection(".strtab", ElfSectionType.StringTable, [0, .. Enumerable.Repeat((byte)'a', 1_000_000), 0]));
        byte[] symbols = [.. Enumerable.Range(0, Many).SelectMany(index => image.Symbol((uint)index, 0, 1))];
        image.Add(new ElfImageSection(".symtab", ElfSectionType.SymbolTable, symbols) { Link = strings, EntrySize = 24 });

        Refused(image, "the names overlap");
    }

    [Fact]
    public void A_name_without_end()
    {
        ElfImage image = new(littleEndian: true);
        uint strings = image.Add(new ElfImageSection(".strtab", ElfSectionType.StringTable, [.. Enumerable.Repeat((byte)'a', 1_000_000)]));
        image.Add(new ElfImageSection(".symtab", ElfSectionType.SymbolTable, image.Symbol(1, 0, 1)) { Link = strings, EntrySize = 24 });

        Refused(image, "does not end");
    }

    [Fact]
    public void One_long_name_asked_for_by_every_section_is_decoded_once()
    {
        ElfImage image = new(littleEndian: true) { ExtendedNumbering = true };
        image.Add(new ElfImageSection(new string('n', 900_000), ElfSectionType.ProgBits, []));
        for (int index = 0; index < Many; index++)
            image.Add(new ElfImageSection("", ElfSectionType.ProgBits, []) { NameOffset = 2 });

        Assert.Equal(1, Measure(image).Accepted);
    }

    [Fact]
    public void Many_relocation_sections_over_one_symbol_table()
    {
        ElfImage image = new(littleEndian: true) { ExtendedNumbering = true };
        uint strings = image.Add(new ElfImageSection(".strtab", ElfSectionType.StringTable, [0]));
        uint table = image.Add(new ElfImageSection(".symtab", ElfSectionType.SymbolTable, image.Symbol(0, 0, 0)) { Link = strings, EntrySize = 24 });
        for (int index = 0; index < Many; index++)
            image.Add(new ElfImageSection("r", ElfSectionType.Rel, image.Relocation(0, 0, 1)) { Link = table, EntrySize = 16 });

        Assert.Equal(1, Measure(image).Accepted);
    }

    private void Refused(ElfImage image, string message)
    {
        Assert.Equal(0, Measure(image).Accepted);
        BpfObjectFormatException error = Assert.Throws<BpfObjectFormatException>(() => ElfVisitor.Visit(ElfFile.Parse(image.ToArray())));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Section);
    }

    private MutationReport Measure(ElfImage image)
    {
        byte[] bytes = image.ToArray();
        MutationReport report = MutationRun.Measure(new Mutant(0, bytes, $"{bytes.Length:#,0} bytes"), ElfFile.Parse, file => ElfVisitor.Visit(file));
        output.WriteLine($"{bytes.Length:#,0} bytes: {report}");
        Assert.Empty(report.Failures);
        return report;
    }
}
