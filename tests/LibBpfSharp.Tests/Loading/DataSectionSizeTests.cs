using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;
using static LibBpfSharp.Tests.Loading.LoadingKernel;

namespace LibBpfSharp.Tests.Loading;

public sealed class DataSectionSizeTests
{
    [Fact]
    public void The_array_at_the_end_takes_the_rest_in_the_kernels_types_too()
    {
        BtfKernel taking = new(Fake());
        RecordingKernel kernel = new(taking);
        using BpfObject bpf = Open("resize", kernel);
        bpf.Maps[".data.table"].ValueSize = 8 + (4 * 16);
        Assert.Equal(64, bpf.Variables["table"].Size);
        Assert.Equal(8, bpf.Variables["table_calls"].Size);
        bpf.Load();

        MapCreateAttr map = kernel.Of(BpfCommand.MapCreate).Select(c => c.Attributes<MapCreateAttr>()).Single(m => m.MapName.ToString() == ".data.table");
        BtfSpec types = Assert.Single(taking.Taken);
        BtfType section = types.GetType(map.BtfValueTypeId);
        BtfSectionVariable last = section.Variables[1];
        Assert.Equal((72u, 72u, 64u), (map.ValueSize, section.Size, last.Size));
        Assert.Equal(16u, types.SkipModifiers(types.GetType(last.TypeId).TypeId).Array.Count);
        Assert.Equal(1u, bpf.Spec.Btf!.SkipModifiers(bpf.Variables["table"].Spec.TypeId).Array.Count);
    }

    [Theory]
    [InlineData(".data.table", 70u)]
    [InlineData(".data.table", 8u)]
    [InlineData(".data.plain", 16u)]
    public void A_size_no_array_fills_goes_without_types(string section, uint size)
    {
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("resize", kernel);
        bpf.Maps[section].ValueSize = size;
        bpf.Load();
        MapCreateAttr map = kernel.Of(BpfCommand.MapCreate).Select(c => c.Attributes<MapCreateAttr>()).Single(m => m.MapName.ToString() == section);
        Assert.Equal((size, 0u), (map.ValueSize, map.BtfValueTypeId));
    }

    [Fact]
    public void An_arena_has_no_such_size()
    {
        using BpfObject bpf = Open("arena", Accepting());
        Assert.Contains("MaxEntries", Assert.Throws<ArgumentException>(() => bpf.Maps["arena"].ValueSize = 4096).Message);
    }
}
