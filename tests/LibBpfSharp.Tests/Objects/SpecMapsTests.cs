using LibBpfSharp.Btf;
using LibBpfSharp.Elf;
using LibBpfSharp.Loading;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Objects;

public sealed class SpecMapsTests
{
    [Fact]
    public void Reads_every_attribute_of_a_declared_map()
    {
        BpfObjectSpec spec = Specs.Open("maps");
        BpfMapSpec flows = spec.Maps["flows"];
        Assert.Equal(
            (BpfMapKind.Declared, BpfMapType.Hash, 8u, 16u, 128u, BpfMapFlags.NoPrealloc),
            (flows.Kind, flows.Type, flows.KeySize, flows.ValueSize, flows.MaxEntries, flows.Flags));
        Assert.Equal("flow", spec.Btf!.GetType(flows.KeyTypeId).Name);
        Assert.Equal("stats", spec.Btf.GetType(flows.ValueTypeId).Name);
        Assert.Equal(BtfKind.Struct, spec.Btf.GetType(flows.DefinitionTypeId).Kind);
        Assert.Equal(".maps", flows.SectionName);
        Assert.True(flows.AutoCreate);
        Assert.True(flows.InitialImage.IsEmpty);
        Assert.Equal(BpfMapPinning.None, flows.Pinning);

        BpfMapSpec slots = spec.Maps["slots"];
        Assert.Equal((4u, 12u, 0u, 0u), (slots.KeySize, slots.ValueSize, slots.KeyTypeId, slots.ValueTypeId));
        Assert.Equal(3ul, spec.Maps["known"].MapExtra);

        BpfMapSpec shared = spec.Maps["lbs_shared"];
        Assert.Equal((BpfMapPinning.ByName, 0u, BpfMapFlags.NumaNode), (shared.Pinning, shared.NumaNode, shared.Flags));
    }

    [Fact]
    public void Keeps_the_order_of_the_section() => Assert.Equal(
        ["inner_a", "inner_b", "outer", "per_cpu", "flows", "recent", "slots", "lbs_shared", "events", "known"],
        Specs.Open("maps").Maps.Select(map => map.Name));

    [Fact]
    public void A_linkers_stale_offset_gives_way_to_that_of_the_symbol()
    {
        BpfObjectSpec right = Specs.Open("maps");
        ElfFile file = ElfFile.Parse(BpfFixtures.Bytes("maps"));
        Assert.True(file.TryFindSection(".BTF"u8, out ElfSection types));
        Assert.True(file.TryFindSection(".maps"u8, out ElfSection maps));
        BtfBuilder linked = BtfBuilder.From(BtfSpec.Parse(types.Data));
        Assert.True(right.Btf!.TryFind(".maps", BtfKind.Datasec, out BtfType section));
        linked.SetSize(section.Id, (uint)maps.Size);
        List<BtfSectionVariable> places = [];
        foreach (BtfSectionVariable place in section.Variables)
            places.Add(right.Btf.GetType(place.TypeId).Name == "flows" ? place with { Offset = 0 } : place);
        linked.SetVariables(section.Id, places);

        BpfObjectSpec read = new ObjectEditor("maps").WriteSection(".BTF", 0, linked.ToArray()).Opened();
        Assert.Equal(right.Maps.Select(map => (map.Name, map.SectionOffset)), read.Maps.Select(map => (map.Name, map.SectionOffset)));
    }

    [Fact]
    public void Reads_inner_map_and_initial_elements()
    {
        BpfObjectSpec spec = Specs.Open("maps");
        BpfMapSpec outer = spec.Maps["outer"];
        Assert.Equal((4u, 4u), (outer.KeySize, outer.ValueSize));
        Assert.Equal([(0, "inner_a", 0), (2, "inner_b", 1)], outer.Slots.Select(slot => (slot.Index, slot.Target, slot.TargetIndex)));
        BpfMapSpec inner = outer.InnerMap!;
        Assert.Equal(("outer.inner", BpfMapType.Array, 4u, 8u, 2u), (inner.Name, inner.Type, inner.KeySize, inner.ValueSize, inner.MaxEntries));
        Assert.Null(inner.InnerMap);
    }

    [Fact]
    public void Reads_a_program_array_that_names_its_programs()
    {
        BpfObjectSpec spec = Specs.Open("arena");
        Assert.Equal(["tail_b", "tail_a", "entry"], spec.Programs.Select(program => program.Name));
        Assert.Equal([(1, "tail_b", 0), (3, "tail_a", 1)], spec.Maps["tails"].Slots.Select(slot => (slot.Index, slot.Target, slot.TargetIndex)));
        Assert.Null(spec.Maps["tails"].InnerMap);
    }

    [Fact]
    public void Makes_a_map_of_each_data_section()
    {
        BpfObjectSpec spec = Specs.Open("globals");
        const BpfMapFlags Constant = BpfMapFlags.RdonlyProg | BpfMapFlags.Mmapable;
        Assert.Equal(
            [
                ("globals.rodata", BpfMapKind.Rodata, 56u, Constant, ".rodata"),
                ("globals.data", BpfMapKind.Data, 24u, BpfMapFlags.Mmapable, ".data"),
                (".data.tuning", BpfMapKind.Data, 16u, BpfMapFlags.Mmapable, ".data.tuning"),
                (".rodata.fixed", BpfMapKind.Rodata, 4u, Constant, ".rodata.fixed"),
                ("globals.bss", BpfMapKind.Bss, 2072u, BpfMapFlags.Mmapable, ".bss"),
                (".bss.scratch", BpfMapKind.Bss, 4u, BpfMapFlags.Mmapable, ".bss.scratch"),
            ],
            spec.Maps.Select(map => (map.Name, map.Kind, map.ValueSize, map.Flags, map.SectionName)));
        Assert.All(spec.Maps, map =>
        {
            Assert.Equal((BpfMapType.Array, 4u, 1u), (map.Type, map.KeySize, map.MaxEntries));
            Assert.Equal(BtfKind.Datasec, spec.Btf!.GetType(map.ValueTypeId).Kind);
            Assert.Equal(map.Kind == BpfMapKind.Bss ? 0u : map.ValueSize, (uint)map.InitialImage.Length);
            Assert.Equal(map.ValueSize, spec.Btf.GetType(map.ValueTypeId).Size);
        });
    }

    [Fact]
    public void Gives_the_arena_its_globals()
    {
        BpfObjectSpec spec = Specs.Open("arena");
        BpfMapSpec arena = spec.Maps["arena"];
        Assert.Equal(1, spec.ArenaMapIndex);
        Assert.Equal((BpfMapType.Arena, 4u, 1ul << 44), (arena.Type, arena.MaxEntries, arena.MapExtra));
        Assert.Equal(32, arena.InitialImage.Length);
        Assert.Equal((0u, 4u), (spec.Variables["total"].Offset, spec.Variables["total"].Size));
        Assert.Equal((8u, 24u), (spec.Variables["slots"].Offset, spec.Variables["slots"].Size));
        Assert.Equal(41, arena.InitialImage.Span[0]);
    }

    [Theory]
    [InlineData("short", ".bss", "short.bss")]
    [InlineData("my_object_name", ".rodata", "my_objec.rodata")]
    [InlineData("my_object_name", ".bss", "my_objec.bss")]
    [InlineData("my_object_name", ".kconfig", "my_obje.kconfig")]
    [InlineData("my_object_name", ".data.abc", ".data.abc")]
    [InlineData("my_object_name", ".rodata.abracadabra", ".rodata.abracad")]
    [InlineData("my-object", ".data", "my_objec.data")]
    public void Names_data_maps_as_libbpf_does(string objectName, string section, string expected) =>
        Assert.Equal(expected, InternalMapName.Make(objectName, section));

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(1u, 1u)]
    [InlineData(2u, 2u)]
    [InlineData(3u, 4u)]
    [InlineData(5u, 8u)]
    public void Rounds_ring_buffers_up_to_a_power_of_two_of_pages(uint pages, uint expected)
    {
        uint page = (uint)Environment.SystemPageSize;
        Assert.Equal(expected * page, RingBufferSize.RoundUp(pages * page));
        if (pages > 0)
            Assert.Equal(expected * page, RingBufferSize.RoundUp((pages * page) - 1));
    }

    [Fact]
    public void Leaves_what_cannot_be_rounded_to_the_kernel() => Assert.Equal(uint.MaxValue, RingBufferSize.RoundUp(uint.MaxValue));
}
