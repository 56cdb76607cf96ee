using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Maps of one object in place of another's.</summary>
public sealed class ReusedMapTests
{
    public ReusedMapTests() => Requires.Root();

    [Fact]
    public void The_map_is_the_other_objects_and_is_taken_as_it_is()
    {
        using BpfObject first = Open();
        first.Maps["flows"].MaxEntries = 9;
        first.Load();
        using BpfObject second = Open();
        second.Maps["flows"].Reuse(first.Maps["flows"]);
        Assert.Equal(9u, second.Maps["flows"].MaxEntries);
        second.Load();
        Assert.Equal(first.Maps["flows"].Info.Id, second.Maps["flows"].Info.Id);
        Assert.NotEqual(first.Maps["recent"].Info.Id, second.Maps["recent"].Info.Id);

        TestRun.Once(second.Programs["touch"]);
        Span<byte> key = stackalloc byte[8];
        Assert.True(first.Maps["flows"].TryGetNextKey([], key));
    }

    [Fact]
    public void The_other_object_may_be_gone_before_the_load()
    {
        uint id;
        using BpfObject second = Open();
        using (BpfObject first = Open())
        {
            first.Load();
            id = first.Maps["outer"].Info.Id;
            second.Maps["outer"].Reuse(first.Maps["outer"]);
        }

        second.Load();
        Assert.Equal(id, second.Maps["outer"].Info.Id);
    }

    [Fact]
    public void A_shared_data_section_keeps_what_is_in_it()
    {
        using BpfObject first = BpfObject.Open(BpfFixtures.Path("globals"));
        first.Load();
        first.Variables["seen"].Set(50ul);
        using BpfObject second = BpfObject.Open(BpfFixtures.Path("globals"));
        second.Maps[".bss"].Reuse(first.Maps[".bss"]);
        second.Load();
        TestRun.Once(second.Programs["touch"]);
        Assert.Equal(57ul, first.Variables["seen"].Get<ulong>());
        Assert.Equal(57ul, second.Variables["seen"].Get<ulong>());
    }

    [Fact]
    public void A_map_whose_elements_differ_is_refused_by_name()
    {
        using BpfObject first = Open();
        first.Load();
        using BpfObject second = Open();
        ArgumentException e = Assert.Throws<ArgumentException>(() => second.Maps["flows"].Reuse(first.Maps["recent"]));
        Assert.Contains("type is LruHash where Hash is expected; value size is 4 where 16 is expected", e.Message, StringComparison.Ordinal);
        second.Load();
        Assert.NotEqual(first.Maps["recent"].Info.Id, second.Maps["flows"].Info.Id);
    }

    [Fact]
    public void A_pin_of_the_name_is_not_looked_for_and_one_set_afterwards_is_made()
    {
        using TestBpfFs pins = TestBpfFs.Mount();
        using BpfObject first = Open();
        first.Load();
        using BpfObject second = Open();
        second.Maps["lbs_shared"].PinPath = pins["elsewhere"];
        second.Maps["lbs_shared"].Reuse(first.Maps["lbs_shared"]);
        Assert.Null(second.Maps["lbs_shared"].PinPath);
        second.Maps["lbs_shared"].PinPath = pins["here"];
        second.Load();
        Assert.Equal([pins["here"]], pins.Entries);
        using BpfMap pinned = BpfMap.OpenPinned(pins["here"]);
        Assert.Equal(first.Maps["lbs_shared"].Info.Id, pinned.Info.Id);
    }

    [Fact]
    public void A_failed_load_leaves_the_map_for_the_next_and_disposing_leaves_no_descriptor()
    {
        RecordingKernel kernel = new(Kernel.Running);
        using BpfObject first = Open(kernel);
        first.Load();
        int open = kernel.OpenDescriptors;
        using (BpfObject second = Open(kernel))
        {
            second.Maps["flows"].Reuse(first.Maps["flows"]);
            second.Programs["touch"].Type = BpfProgramType.Xdp;
            Assert.ThrowsAny<BpfException>(second.Load);
            second.Programs["touch"].Type = BpfProgramType.CgroupSkb;
            second.Load();
            Assert.Equal(first.Maps["flows"].Info.Id, second.Maps["flows"].Info.Id);
        }

        Assert.Equal(open, kernel.OpenDescriptors);
    }

    private static BpfObject Open(Kernel? kernel = null)
    {
        BpfObject bpf = BpfObject.Open(BpfFixtures.Path("maps"), new() { Kernel = kernel ?? Kernel.Running }).WithoutWhatIsUnknown();
        bpf.Maps["lbs_shared"].PinPath = null;
        return bpf;
    }
}
