using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>C# types against the C types a map has, in an object and in the kernel.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Types_of_an_object_are_checked_field_by_field()
    {
        Requires.Root();
        using BpfObject maps = BpfObject.Open(BpfFixtures.Path("maps")).WithoutWhatIsUnknown();
        maps.Maps["lbs_shared"].PinPath = null;
        maps.Load();
        BpfMap flows = maps.Maps["flows"];
        Assert.Equal(BpfLayoutCheck.Fields, flows.AsHash<Flow, Stats>().LayoutCheck);
        BpfLayoutException wrong = Assert.Throws<BpfLayoutException>(() => flows.AsHash<Turned, Stats>());
        Assert.Contains("struct flow (C), 8 bytes", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Turned (C#), 8 bytes", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(3, wrong.Expected!.Fields.Count);

        // The kernel keeps the types of the map; a process that comes later is told by it.
        using BpfMap opened = BpfMap.OpenById(flows.Info.Id);
        Assert.Equal(BpfLayoutCheck.Fields, opened.AsHash<Flow, Stats>().LayoutCheck);
        Assert.Throws<BpfLayoutException>(() => opened.AsHash<Flow, Doubles>());
    }

    [Fact]
    public void A_map_without_types_is_checked_by_size()
    {
        using BpfMap map = TestMap.Create<Flow, Stats>(BpfMapType.Hash, 2);
        Assert.Equal(BpfLayoutCheck.Size, map.AsHash<Flow, Stats>().LayoutCheck);
        Assert.Throws<BpfLayoutException>(() => map.AsHash<Flow, int>());
    }

    private record struct Flow(uint Address, ushort Port, ushort Protocol);

    private record struct Turned(ushort Port, ushort Protocol, uint Address);

    private record struct Stats(ulong Packets, ulong Bytes);

    private record struct Doubles(double Packets, double Bytes);
}
