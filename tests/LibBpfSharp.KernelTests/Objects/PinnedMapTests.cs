using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Maps shared by pins of their names.</summary>
public sealed class PinnedMapTests : IDisposable
{
    private readonly TestBpfFs _pins = TestBpfFs.Mount();

    public void Dispose() => _pins.Dispose();

    [Fact]
    public void The_second_load_takes_the_map_of_the_first()
    {
        uint id;
        using (BpfObject first = Open())
        {
            first.Load();
            id = first.Maps["lbs_shared"].Info.Id;
            first.Maps["lbs_shared"].AsHash<uint, ulong>()[3] = 33;
        }

        using BpfObject second = Open();
        second.Load();
        Assert.Equal(id, second.Maps["lbs_shared"].Info.Id);
        Assert.Equal(33ul, second.Maps["lbs_shared"].AsHash<uint, ulong>()[3]);
        using BpfMap opened = BpfMap.OpenPinned(_pins["lbs_shared"]);
        Assert.Equal(id, opened.Info.Id);
    }

    [Fact]
    public void A_map_that_differs_is_not_taken_and_the_difference_named()
    {
        using (BpfObject first = Open()) first.Load();
        using BpfObject second = Open();
        second.Maps["lbs_shared"].MaxEntries = 9;
        BpfException e = Assert.ThrowsAny<BpfException>(second.Load);
        Assert.Contains("max entries is 8 where 9 is expected", e.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_pins["lbs_shared"]));
    }

    [Fact]
    public void A_load_that_fails_removes_the_pin_it_made()
    {
        using BpfObject bpf = Open();
        bpf.Programs["touch"].Type = BpfProgramType.Xdp;
        Assert.ThrowsAny<BpfException>(bpf.Load);
        Assert.Empty(_pins.Entries);
    }

    [Fact]
    public void A_load_that_fails_leaves_a_pin_it_found()
    {
        using (BpfObject first = Open()) first.Load();
        using BpfObject second = Open();
        second.Programs["touch"].Type = BpfProgramType.Xdp;
        Assert.ThrowsAny<BpfException>(second.Load);
        Assert.True(File.Exists(_pins["lbs_shared"]));
    }

    [Fact]
    public void A_data_section_is_shared_by_a_pin_too()
    {
        using (BpfObject first = BpfObject.Open(BpfFixtures.Path("statics")))
        {
            first.Variables["calls"].Map.PinPath = _pins["data"];
            first.Load();
            TestRun.Once(first.Programs["advance"]);
        }

        using BpfObject second = BpfObject.Open(BpfFixtures.Path("statics"));
        second.Variables["calls"].Map.PinPath = _pins["data"];
        second.Load();
        Assert.Equal(42ul, second.Variables["calls"].Get<ulong>());
    }

    private BpfObject Open() => BpfObject.Open(BpfFixtures.Path("maps"), new() { PinRootPath = _pins.Path }).WithoutWhatIsUnknown();
}
