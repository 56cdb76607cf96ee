using System.Buffers.Binary;
using LibBpfSharp.Btf;
using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Objects;

public sealed class SpecVariablesTests
{
    private static readonly BpfObjectSpec s_globals = Specs.Open("globals");

    [Theory]
    [InlineData("sample_rate", ".rodata", 4u, true, BtfVarLinkage.GlobalAllocated)]
    [InlineData("limits", ".rodata", 24u, true, BtfVarLinkage.GlobalAllocated)]
    [InlineData("balance", ".data", 8u, false, BtfVarLinkage.GlobalAllocated)]
    [InlineData("per_protocol", ".bss", 2048u, false, BtfVarLinkage.GlobalAllocated)]
    [InlineData("private_count", ".bss", 4u, false, BtfVarLinkage.Static)]
    [InlineData("hidden_count", ".bss", 4u, false, BtfVarLinkage.Static)]
    [InlineData("tuning_step", ".data.tuning", 8u, false, BtfVarLinkage.GlobalAllocated)]
    [InlineData("fixed", ".rodata.fixed", 4u, true, BtfVarLinkage.GlobalAllocated)]
    [InlineData("scratch", ".bss.scratch", 4u, false, BtfVarLinkage.GlobalAllocated)]
    public void Knows_section_size_and_linkage(string name, string section, uint size, bool readOnly, BtfVarLinkage linkage)
    {
        BpfVariableSpec variable = s_globals.Variables[name];
        Assert.Equal((section, size, readOnly, linkage), (variable.Map.SectionName, variable.Size, variable.IsReadOnly, variable.Linkage));
        Assert.Equal(size, s_globals.Btf!.SizeOf(variable.TypeId));
        Assert.Contains(variable.Map, s_globals.Maps);
    }

    [Fact]
    public void Points_at_the_initial_value()
    {
        Assert.Equal(7u, BinaryPrimitives.ReadUInt32LittleEndian(Initial("sample_rate")));
        Assert.Equal("unset"u8, Initial("label")[..5]);
        Assert.Equal(-12, BinaryPrimitives.ReadInt64LittleEndian(Initial("balance")));
        Assert.Equal(443, BinaryPrimitives.ReadUInt16LittleEndian(Initial("ports")[2..]));
        Assert.Equal(9ul, BinaryPrimitives.ReadUInt64LittleEndian(Initial("tuning_step")));
        Assert.Equal(0.5, BinaryPrimitives.ReadDoubleLittleEndian(Initial("ratio")));
    }

    [Fact]
    public void Variables_of_a_section_do_not_overlap()
    {
        foreach (IGrouping<BpfMapSpec, BpfVariableSpec> section in s_globals.Variables.GroupBy(variable => variable.Map))
        {
            uint end = 0;
            foreach (BpfVariableSpec variable in section)
            {
                Assert.True(variable.Offset >= end, variable.ToString());
                end = variable.Offset + variable.Size;
            }
            Assert.True(end <= section.Key.ValueSize);
        }
    }

    [Fact]
    public void Data_of_static_variables_alone_is_not_mapped_into_user_space()
    {
        BpfObjectSpec spec = Specs.Open("static_data");
        Assert.Equal(
            [("static_d.bss", BpfMapFlags.None), (".bss.open", BpfMapFlags.Mmapable)],
            spec.Maps.Select(map => (map.Name, map.Flags)));
        Assert.Equal(["count.calls", "hidden_total", "open_total"], spec.Variables.Select(variable => variable.Name).Order());
    }

    private static ReadOnlySpan<byte> Initial(string name)
    {
        BpfVariableSpec variable = s_globals.Variables[name];
        return variable.Map.InitialImage.Span.Slice((int)variable.Offset, (int)variable.Size);
    }

    [Fact]
    public void Static_variables_that_BTF_leaves_at_the_start_are_found_by_their_symbols()
    {
        BpfObjectSpec right = Specs.Open("statics");
        Assert.True(ElfFile.Parse(BpfFixtures.Bytes("statics")).TryFindSection(".BTF"u8, out ElfSection types));
        BtfBuilder unplaced = BtfBuilder.From(BtfSpec.Parse(types.Data));
        Assert.True(right.Btf!.TryFind(".data", BtfKind.Datasec, out BtfType section));
        List<BtfSectionVariable> places = [];
        foreach (BtfSectionVariable place in section.Variables) places.Add(place with { Offset = 0 });
        unplaced.SetVariables(section.Id, places);

        BpfObjectSpec read = new ObjectEditor("statics").WriteSection(".BTF", 0, unplaced.ToArray()).Opened();
        Assert.Equal(right.Variables.Select(variable => (variable.Name, variable.Offset)), read.Variables.Select(variable => (variable.Name, variable.Offset)));
    }
}
