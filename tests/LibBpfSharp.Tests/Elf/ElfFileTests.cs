using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Elf;

public sealed class ElfFileTests
{
    [Theory]
    [InlineData("counter", true)]
    [InlineData("counter.be", false)]
    public void Reads_a_compiled_object_of_either_byte_order(string name, bool littleEndian)
    {
        ElfFile file = ElfFile.Parse(BpfFixtures.Bytes(name));

        Assert.Equal(littleEndian, file.IsLittleEndian);
        Assert.Equal(ElfFileType.Relocatable, file.Type);
        Assert.Equal(ElfMachine.Bpf, file.Machine);
        Assert.Equal(0, file.SegmentCount);
        Assert.True(file.TryFindSection("cgroup_skb/egress"u8, out ElfSection egress));
        Assert.Equal("cgroup_skb/egress", egress.Name);
        Assert.Equal(ElfSectionType.ProgBits, egress.Type);
        Assert.Equal(ElfSectionFlags.Allocate | ElfSectionFlags.Execute, egress.Flags);
        Assert.Equal(8UL, egress.Alignment);
        Assert.Equal(0UL, egress.Size % 8);
        Assert.Equal((ulong)egress.Data.Length, egress.Size);
        Assert.True(file.TryFindSection("license"u8, out ElfSection license));
        Assert.Equal("GPL\0"u8.ToArray(), license.Data.ToArray());
        Assert.False(file.TryFindSection("cgroup_skb"u8, out _));
        Assert.False(file.TryFindSection("cgroup_skb/egress/more"u8, out _));
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("counter.be")]
    public void Reads_symbols(string name)
    {
        ElfFile file = ElfFile.Parse(BpfFixtures.Bytes(name));
        ElfSymbolTable symbols = file.Symbols!.Value;
        Assert.Null(file.DynamicSymbols);

        ElfSymbol program = Find(symbols, "count_egress");
        Assert.Equal(ElfSymbolType.Function, program.Type);
        Assert.Equal(ElfSymbolBinding.Global, program.Binding);
        Assert.Equal(ElfSymbolVisibility.Default, program.Visibility);
        Assert.Equal("cgroup_skb/egress", file.GetSection(program.SectionIndex).Name);
        Assert.Equal(0UL, program.Value);
        Assert.Equal(file.GetSection(program.SectionIndex).Size, program.Size);

        ElfSymbol map = Find(symbols, "counters");
        Assert.Equal(ElfSymbolType.Object, map.Type);
        Assert.Equal(".maps", file.GetSection(map.SectionIndex).Name);

        ElfSymbol source = symbols[1];
        Assert.Equal(ElfSymbolType.File, source.Type);
        Assert.Equal(ElfSymbol.Absolute, source.SectionIndex);
        Assert.False(source.IsInSection);
        Assert.Equal("counter.bpf.c", source.Name);
        Assert.True(source.NameIs("counter.bpf.c"u8));
        Assert.False(source.NameIs("counter.bpf"u8));
        Assert.True(source.NameStartsWith("counter"u8));
        Assert.Equal(ElfSymbol.Undefined, symbols[0].SectionIndex);
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("counter.be")]
    public void Reads_relocations_and_what_they_refer_to(string name)
    {
        ElfFile file = ElfFile.Parse(BpfFixtures.Bytes(name));
        Assert.True(file.TryFindSection(".relcgroup_skb/ingress"u8, out ElfSection section));
        ElfRelocations relocations = section.AsRelocations();
        ElfSymbolTable symbols = relocations.GetSymbols();

        Assert.Equal("cgroup_skb/ingress", relocations.Target.Name);
        ElfRelocation relocation = Assert.Single(ToList(relocations));
        Assert.Equal("counters", relocations.GetSymbol(relocation, symbols).Name);
        Assert.Equal(1u, relocation.Type);
        Assert.Null(relocation.Addend);
        Assert.Equal(0x18, relocations.Target.Data.Span[(int)relocation.Offset]);
    }

    [Fact]
    public void A_section_without_bytes_in_the_file_has_a_size_and_no_data()
    {
        ElfFile file = ElfFile.Parse(BpfFixtures.Bytes("globals"));

        Assert.True(file.TryFindSection(".bss"u8, out ElfSection bss));
        Assert.Equal(ElfSectionType.NoBits, bss.Type);
        Assert.True(bss.Size >= 256 * sizeof(ulong));
        Assert.True(bss.Data.IsEmpty);
    }

    [Fact]
    public void Reads_segments_and_dynamic_symbols_of_an_executable()
    {
        ElfFile file = ElfFile.Parse(File.ReadAllBytes(Environment.ProcessPath!));

        Assert.Contains(file.Type, (ushort[])[ElfFileType.Dynamic, ElfFileType.Executable]);
        Assert.True(file.SegmentCount > 0);
        bool code = false;
        for (int index = 0; index < file.SegmentCount; index++)
        {
            ElfSegment segment = file.GetSegment(index);
            Assert.True(segment.FileSize <= segment.MemorySize || segment.Type != ElfSegment.Load);
            code |= segment.Type == ElfSegment.Load && (segment.Flags & ElfSegment.Executable) != 0 && segment.FileSize > 0;
        }

        Assert.True(code);
        Assert.Equal(ElfSymbol.Undefined, Find(file.DynamicSymbols!.Value, "dlopen").SectionIndex);
    }

    private static ElfSymbol Find(ElfSymbolTable symbols, string name)
    {
        foreach (ElfSymbol symbol in symbols)
        {
            if (symbol.Name == name)
                return symbol;
        }

        throw new KeyNotFoundException(name);
    }

    private static List<ElfRelocation> ToList(ElfRelocations relocations)
    {
        List<ElfRelocation> list = [];
        foreach (ElfRelocation relocation in relocations)
            list.Add(relocation);
        return list;
    }
}
