using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport;
using LibBpfSharp.TestSupport.Elf;

namespace LibBpfSharp.Tests.Elf;

public sealed class ElfBadInputTests
{
    [Fact]
    public void What_is_not_ELF_is_refused_at_its_first_byte()
    {
        foreach (byte[] bytes in (byte[][])[[], "#!/bin/sh\n"u8.ToArray(), new byte[4096], [0x7f, .. "EL"u8]])
            Assert.Equal((null, 0L), Place(Assert.Throws<BpfObjectFormatException>(() => ElfFile.Parse(bytes))));
    }

    [Theory]
    [InlineData(4, 1, "not a 64-bit ELF file")]
    [InlineData(5, 3, "unknown byte order")]
    [InlineData(6, 9, "unknown ELF version")]
    [InlineData(58, 40, "section headers of 40 bytes")]
    [InlineData(62, 200, "section names")]
    [InlineData(47, 0x80, "do not lie in the file")]
    [InlineData(61, 0x70, "do not lie in the file")]
    public void A_broken_header_is_refused_where_it_is_broken(int offset, byte value, string message)
    {
        byte[] bytes = BpfFixtures.Bytes("counter");
        bytes[offset] = value;

        BpfObjectFormatException error = Assert.Throws<BpfObjectFormatException>(() => ElfFile.Parse(bytes));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Null(error.Section);
        Assert.InRange(error.Offset, offset - 7, offset);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        byte[] bytes = BpfFixtures.Bytes("counter");
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<BpfObjectFormatException>(() => ElfVisitor.Visit(ElfFile.Parse(bytes.AsMemory(0, length))));
    }

    [Fact]
    public void A_section_outside_the_file_is_refused_when_its_bytes_are_asked_for()
    {
        foreach ((ulong offset, ulong size) in ((ulong, ulong)[])[(1 << 20, 1), (0, 1 << 20), (ulong.MaxValue, 2), (64, ulong.MaxValue)])
        {
            ElfSection section = Single(new ElfImageSection("bad", ElfSectionType.ProgBits, [1, 2]) { Offset = offset, Size = size });
            Assert.Equal(size, section.Size);
            Assert.Equal(("bad", 0L), Place(Assert.Throws<BpfObjectFormatException>(() => section.Data)));
        }
    }

    [Fact]
    public void A_compressed_section_is_refused_when_its_bytes_are_asked_for()
    {
        ElfSection section = Single(new ElfImageSection(".debug_info", ElfSectionType.ProgBits, new byte[32]) { Flags = ElfSectionFlags.Compressed });

        BpfObjectFormatException error = Assert.Throws<BpfObjectFormatException>(() => section.Data);
        Assert.Contains("compressed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_outside_its_table_is_refused_and_the_section_called_by_its_number()
    {
        ElfSection section = Single(new ElfImageSection("x", ElfSectionType.ProgBits, []) { NameOffset = 1000 });

        Assert.Equal((".shstrtab", 1000L), Place(Assert.Throws<BpfObjectFormatException>(() => section.Name)));
        Assert.Throws<BpfObjectFormatException>(() => section.NameIs("x"u8));
        Assert.Equal("#1", section.Label);
    }

    [Theory]
    [InlineData(ElfSectionType.Rel, 24, 16)]
    [InlineData(ElfSectionType.Rel, 16, 15)]
    [InlineData(ElfSectionType.Rela, 24, 25)]
    [InlineData(ElfSectionType.ProgBits, 16, 16)]
    public void Records_of_the_wrong_size_are_refused(uint type, ulong entrySize, int size)
    {
        ElfSection section = Single(new ElfImageSection(".rel", type, new byte[size]) { EntrySize = entrySize });

        Assert.Equal(".rel", Assert.Throws<BpfObjectFormatException>(() => section.AsRelocations()).Section);
    }

    [Fact]
    public void A_second_symbol_table_is_refused()
    {
        ElfImage image = new(littleEndian: true);
        image.Add(new ElfImageSection(".symtab", ElfSectionType.SymbolTable, []) { EntrySize = 24 });
        image.Add(new ElfImageSection(".symtab2", ElfSectionType.SymbolTable, []) { EntrySize = 24 });

        Assert.Equal(".symtab2", Assert.Throws<BpfObjectFormatException>(() => ElfFile.Parse(image.ToArray())).Section);
    }

    [Fact]
    public void Indexes_the_file_does_not_have_are_refused()
    {
        ElfFile file = ElfFile.Parse(BpfFixtures.Bytes("counter"));

        foreach (long index in (long[])[-1, file.SectionCount, long.MaxValue])
            Assert.Throws<BpfObjectFormatException>(() => file.GetSection(index));
        foreach (long index in (long[])[-1, file.Symbols!.Value.Count])
            Assert.Throws<BpfObjectFormatException>(() => file.Symbols!.Value[index]);
        Assert.Throws<BpfObjectFormatException>(() => file.GetSegment(0));
        Assert.Equal(0u, file.GetSection(0).Type);
    }

    private static ElfSection Single(ElfImageSection section)
    {
        ElfImage image = new(littleEndian: true);
        uint index = image.Add(section);
        return ElfFile.Parse(image.ToArray()).GetSection(index);
    }

    private static (string? Section, long Offset) Place(BpfObjectFormatException error) => (error.Section, error.Offset);
}
