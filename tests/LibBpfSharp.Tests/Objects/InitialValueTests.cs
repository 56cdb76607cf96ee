using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Objects;

/// <summary>The contents of data sections as a whole, before the load.</summary>
public sealed class InitialValueTests
{
    [Theory]
    [InlineData(".bss", "seen")]
    [InlineData(".data", "balance")]
    [InlineData(".rodata", "sample_rate")]
    [InlineData(".data.tuning", "tuning")]
    public void A_data_section_is_found_by_the_name_of_its_section(string section, string variable)
    {
        using BpfObject bpf = Open("globals");
        Assert.Same(bpf.Variables[variable].Map, bpf.Maps[section]);
        Assert.Same(bpf.Variables[variable].Map, bpf.Maps[bpf.Maps[section].Name]);
        Assert.Same(bpf.Maps[section].Spec, bpf.Spec.Maps[section]);
    }

    [Fact]
    public void A_declared_map_is_not_found_by_its_section()
    {
        using BpfObject bpf = Open("maps");
        Assert.False(bpf.Maps.Contains(".maps"));
    }

    [Fact]
    public void A_zeroed_section_has_all_its_bytes()
    {
        using BpfObject bpf = Open("globals");
        Assert.Equal(new byte[bpf.Maps[".bss"].ValueSize], bpf.Maps[".bss"].InitialValue.ToArray());
    }

    [Theory]
    [InlineData(".bss", "seen")]
    [InlineData(".data.tuning", "tuning_step")]
    public void What_is_set_as_a_whole_is_in_the_variables(string section, string variable)
    {
        using BpfObject bpf = Open("globals");
        byte[] value = new byte[bpf.Maps[section].ValueSize];
        value.AsSpan((int)bpf.Variables[variable].Spec.Offset, 8).Fill(1);
        bpf.Maps[section].InitialValue = value;
        Assert.Equal(0x0101010101010101ul, bpf.Variables[variable].Get<ulong>());
        Assert.Equal(value, bpf.Maps[section].InitialValue.ToArray());

        using BpfObject other = BpfObject.Open(bpf.Spec);
        Assert.NotEqual(0x0101010101010101ul, other.Variables[variable].Get<ulong>());
    }

    [Fact]
    public void The_globals_of_an_arena_are_set_as_a_whole_too()
    {
        using BpfObject bpf = Open("arena");
        byte[] value = bpf.Maps["arena"].InitialValue.ToArray();
        Assert.Equal(41, bpf.Variables["total"].Get<int>());
        value[bpf.Variables["total"].Spec.Offset]++;
        bpf.Maps["arena"].InitialValue = value;
        Assert.Equal(42, bpf.Variables["total"].Get<int>());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Another_number_of_bytes_is_refused(int more)
    {
        using BpfObject bpf = Open("globals");
        byte[] value = new byte[bpf.Maps[".data"].ValueSize + more];
        Assert.Contains($"{value.Length} were given", Assert.Throws<ArgumentException>(() => bpf.Maps[".data"].InitialValue = value).Message);
    }

    [Theory]
    [InlineData("maps", "flows")]
    [InlineData("externs", ".kconfig")]
    public void A_map_that_holds_no_variables_of_the_program_takes_none(string fixture, string map)
    {
        using BpfObject bpf = Open(fixture);
        Assert.Throws<InvalidOperationException>(() => bpf.Maps[map].InitialValue = bpf.Maps[map].InitialValue);
    }

    private static BpfObject Open(string fixture) => BpfObject.Open(BpfFixtures.Path(fixture));
}
