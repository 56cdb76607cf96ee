using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Objects;

public sealed class SpecBadInputTests
{
    [Fact]
    public void Not_an_ELF_file() =>
        AssertRefused(() => BpfObjectSpec.Parse("#include <linux/bpf.h>"u8.ToArray(), "source"), "not an ELF file");

    [Fact]
    public void An_empty_file() => AssertRefused(() => BpfObjectSpec.Parse(Array.Empty<byte>(), "empty"), "not an ELF file");

    [Fact]
    public void An_object_of_another_machine() =>
        AssertRefused(new ObjectEditor("counter").Write(18, 62, 0), "ELF machine 62", "clang -target bpf");

    [Fact]
    public void An_executable() =>
        AssertRefused(new ObjectEditor("counter").Write(16, 2, 0), "ELF file of type 2");

    [Fact]
    public void This_test_program_itself() =>
        AssertRefused(() => BpfObjectSpec.Open(Environment.ProcessPath!), "not a BPF object");

    [Theory]
    [InlineData(10)]
    [InlineData(63)]
    [InlineData(200)]
    [InlineData(-1)]
    [InlineData(-64)]
    [InlineData(-700)]
    public void A_truncated_file(int length)
    {
        byte[] image = BpfFixtures.Bytes("counter");
        int kept = length > 0 ? length : image.Length + length;
        Assert.Throws<BpfObjectFormatException>(() => BpfObjectSpec.Parse(image.AsMemory(0, kept), "short"));
    }

    [Fact]
    public void A_fully_stripped_object() =>
        AssertRefused(new ObjectEditor("counter").SetSectionType(".symtab", 1), "no symbol table", "llvm-strip -g");

    [Fact]
    public void Maps_without_BTF() =>
        AssertRefused(new ObjectEditor("counter").RenameSection(".BTF", ".xxx"), "compile with -g");

    [Fact]
    public void Maps_with_broken_BTF() => AssertRefused(new ObjectEditor("counter").WriteSection(".BTF", 0, 0, 0), "not BTF");

    [Fact]
    public void Maps_with_broken_BTF_extensions() => Assert.Equal(".BTF.ext", AssertRefused(new ObjectEditor("counter").WriteSection(".BTF.ext", 0, 0, 0)).Section);

    [Fact]
    public void An_object_without_maps_opens_without_BTF()
    {
        BpfObjectSpec spec = new ObjectEditor("section_names").RenameSection(".BTF", ".xxx").Opened();
        Assert.Null(spec.Btf);
        Assert.Null(spec.BtfExtensions);
        Assert.Null(spec.BtfFault);
        Assert.Equal(7, spec.Programs.Count);
    }

    [Fact]
    public void An_object_without_maps_opens_with_broken_BTF_and_says_what_is_broken()
    {
        BpfObjectSpec spec = new ObjectEditor("section_names").WriteSection(".BTF", 0, 0, 0).Opened();
        Assert.Null(spec.Btf);
        Assert.Equal(".BTF", spec.BtfFault!.Section);

        spec = new ObjectEditor("section_names").WriteSection(".BTF.ext", 0, 0, 0).Opened();
        Assert.NotNull(spec.Btf);
        Assert.Null(spec.BtfExtensions);
        Assert.Equal(".BTF.ext", spec.BtfFault!.Section);
    }

    [Fact]
    public void Legacy_map_definitions() =>
        AssertRefused(() => Specs.Open("refused_legacy_maps"), "SEC(\".maps\")", "section 'maps'");

    [Fact]
    public void A_static_entry_function() =>
        AssertRefused(() => Specs.Open("refused_static"), "'hidden_entry' is static", "section 'socket'");

    [Fact]
    public void A_map_that_is_defined_elsewhere() =>
        AssertRefused(() => Specs.Open("refused_undefined"), "'elsewhere'", "bpftool gen object");

    [Fact]
    public void An_unknown_map_attribute_unless_told_to_skip_it()
    {
        byte[] image = ReplaceInBtf("counter", "max_entries", "max_entriez");
        AssertRefused(() => BpfObjectSpec.Parse(image, "edited"), "map 'counters'", "'max_entriez'");
        Assert.Equal(0u, BpfObjectSpec.Parse(image, "edited", new() { RelaxedMaps = true }).Maps["counters"].MaxEntries);
    }

    [Fact]
    public void A_map_without_a_type() =>
        AssertRefused(() => BpfObjectSpec.Parse(ReplaceInBtf("counter", "type", "tyqe"), "edited", new() { RelaxedMaps = true }), "has no type");

    [Fact]
    public void A_program_that_crosses_its_section() =>
        AssertRefused(new ObjectEditor("counter").WriteSymbol("count_egress", 17, 0xFF), "crosses the end of its section");

    [Fact]
    public void A_program_of_no_whole_instructions()
    {
        AssertRefused(new ObjectEditor("counter").WriteSymbol("count_egress", 16, 9, 0), "not made of whole 8-byte instructions");
        AssertRefused(new ObjectEditor("counter").WriteSymbol("count_egress", 16, 0, 0), "not made of whole 8-byte instructions");
    }

    [Fact]
    public void A_relocation_of_no_map()
    {
        AssertRefused(new ObjectEditor("counter").WriteSymbol("counters", 8, 8), "map 'counters' of 32 bytes lies beyond the end");
        AssertRefused(new ObjectEditor("counter").WriteSection(".relcgroup_skb/egress", 0, 4), "no instruction");
        AssertRefused(new ObjectEditor("counter").WriteSection(".relcgroup_skb/egress", 0, 0), "only calls and 64-bit loads");
        AssertRefused(new ObjectEditor("counter").WriteSection(".relcgroup_skb/egress", 12, 0xFF, 0xFF), "symbol 65535");
    }

    [Fact]
    public void A_version_of_the_wrong_size() =>
        AssertRefused(new ObjectEditor("globals").SetSectionSize("version", 3), "4 bytes, not 3");

    [Fact]
    public void A_slot_of_a_program_array_that_is_no_program() =>
        AssertRefused(new ObjectEditor("arena").WriteSymbol("tail_a", 4, 0x11), "'tail_a'", "no such entry program");

    private static byte[] ReplaceInBtf(string fixture, string text, string replacement)
    {
        byte[] image = BpfFixtures.Bytes(fixture);
        byte[] old = System.Text.Encoding.ASCII.GetBytes($"\0{text}\0");
        int btf = image.AsSpan().LastIndexOf(old);
        Assert.True(btf > 0);
        System.Text.Encoding.ASCII.GetBytes(replacement).CopyTo(image, btf + 1);
        return image;
    }

    private static BpfObjectFormatException AssertRefused(ObjectEditor editor, params string[] texts) => AssertRefused(() => editor.Opened(), texts);

    private static BpfObjectFormatException AssertRefused(Func<BpfObjectSpec> open, params string[] texts)
    {
        BpfObjectFormatException refused = Assert.Throws<BpfObjectFormatException>(open);
        Assert.Equal(Errno.None, refused.Errno);
        Assert.All(texts, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
        return refused;
    }
}
