using LibBpfSharp.Instructions;
using LibBpfSharp.Loading;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Objects;

public sealed class BpfObjectSpecTests
{
    [Fact]
    public void Reads_licence_version_and_byte_order()
    {
        BpfObjectSpec spec = Specs.Open("globals");
        Assert.Equal("GPL", spec.License);
        Assert.Equal(new Version(6, 1, 2), spec.KernelVersion);
        Assert.True(spec.IsLittleEndian);
        Assert.NotNull(spec.Btf);
        Assert.NotNull(spec.BtfExtensions);
        Assert.Null(spec.BtfFault);
        Assert.Null(Specs.Open("counter").KernelVersion);
        Assert.Equal("", Specs.Open("section_names").License);
    }

    [Theory]
    [InlineData("counter.bpf.o", "counter")]
    [InlineData("a_long_name_of_a_file.bpf.o", "a_long_name_of_")]
    [InlineData("thirteen_char.s.bpf.o", "thirteen_char")]
    [InlineData("no_extension", "no_extension")]
    [InlineData(".hidden", "")]
    public void Takes_its_name_from_the_file(string file, string expected)
    {
        string folder = Directory.CreateTempSubdirectory("lbs-spec-").FullName;
        try
        {
            string path = Path.Combine(folder, file);
            File.Copy(BpfFixtures.Path("counter"), path);
            Assert.Equal(expected, BpfObjectSpec.Open(path).Name);
            Assert.Equal("given", BpfObjectSpec.Open(path, new() { ObjectName = "given" }).Name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Reads_bytes_and_streams_under_the_name_given()
    {
        byte[] image = BpfFixtures.Bytes("globals");
        BpfObjectSpec parsed = BpfObjectSpec.Parse(image, "name.with.dots.and.more");
        Assert.Equal("name.with.dots.", parsed.Name);
        Assert.Equal("name.wit.rodata", parsed.Maps[0].Name);

        BpfObjectSpec read = BpfObjectSpec.Read(new MemoryStream(image), "streamed");
        Assert.Equal("streamed", read.Name);
        Assert.Equal(parsed.Programs.Select(program => program.Name), read.Programs.Select(program => program.Name));
        Assert.Equal("streamed.rodata", read.Maps[0].Name);
    }

    [Fact]
    public void Leaves_a_missing_file_to_the_framework() =>
        Assert.Throws<FileNotFoundException>(() => BpfObjectSpec.Open(Path.Combine(Path.GetTempPath(), "lbs-no-such-object.bpf.o")));

    [Fact]
    public void An_object_of_the_other_byte_order_opens_with_the_same_contents()
    {
        BpfObjectSpec big = Specs.Open("globals.be");
        BpfObjectSpec little = Specs.Open("globals");
        Assert.False(big.IsLittleEndian);
        Assert.Equal(little.KernelVersion, big.KernelVersion);
        Assert.Equal(
            little.Maps.Select(map => (map.SectionName, map.Type, map.ValueSize, map.Flags)),
            big.Maps.Select(map => (map.SectionName, map.Type, map.ValueSize, map.Flags)));
        Assert.Equal(
            little.Variables.Select(variable => (variable.Name, variable.Offset, variable.Size, variable.Linkage)).Order(),
            big.Variables.Select(variable => (variable.Name, variable.Offset, variable.Size, variable.Linkage)).Order());

        FunctionSpec function = big.Programs[0].Function;
        ReadOnlySpan<BpfInstruction> code = function.Instructions.Span;
        Assert.Equal(BpfOpcode.Exit, code[^1].Opcode);
        foreach (RelocationSpec relocation in function.Relocations)
        {
            Assert.Equal((BpfOpcode.LoadImmediate64, 0), (code[relocation.Instruction].Opcode, code[relocation.Instruction].Source));
            Assert.InRange(code[relocation.Instruction].Destination, 0, 9);
        }
    }

    [Fact]
    public void Finds_by_name_and_says_what_is_there_instead()
    {
        BpfObjectSpec spec = Specs.Open("counter");
        Assert.Same(spec.Programs[1], spec.Programs["count_egress"]);
        Assert.True(spec.Maps.TryGet("counters", out BpfMapSpec? map));
        Assert.Same(spec.Maps[0], map);
        Assert.False(spec.Maps.Contains("counter"));

        KeyNotFoundException missing = Assert.Throws<KeyNotFoundException>(() => spec.Maps["flows"]);
        Assert.Equal("The object has no map 'flows'. It has: counters.", missing.Message);
        missing = Assert.Throws<KeyNotFoundException>(() => spec.Variables["rate"]);
        Assert.Equal("The object has no variable 'rate'. It has none at all.", missing.Message);
    }

    [Fact]
    public void One_spec_is_read_on_many_threads()
    {
        BpfObjectSpec spec = Specs.Open("globals");
        Parallel.For(0, 64, round =>
        {
            Assert.Equal(4u, spec.Variables["sample_rate"].Size);
            Assert.True(spec.Maps.Contains("globals.bss"));
            Assert.True(spec.Btf!.TryFind("limits", LibBpfSharp.Btf.BtfKind.Struct, out _));
        });
    }
}
