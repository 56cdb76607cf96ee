using System.Globalization;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>
/// Programs exchanged under traffic: what the two saw equals what an independent counter on the parent cgroup saw, and no packet was seen by both.
/// scripts/zero-loss.sh runs it with a million packets of each protocol and ten thousand exchanges.
/// </summary>
public sealed class ZeroLossTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;
    private const int Old = 0;
    private const int Next = 1;
    private const int Parent = 2;

    /// <summary>Where to stop when packets do not come.</summary>
    private const long MostSwaps = 100_000_000;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestCgroup _child;
    private readonly BpfObject _object = BpfObject.Open(BpfFixtures.Path("zero_loss"));

    public ZeroLossTests()
    {
        _child = _directory.CreateChild("sender");
        _object.Load();
    }

    private BpfProgram OldProgram => _object.Programs["old"];

    private BpfProgram NextProgram => _object.Programs["next"];

    public void Dispose()
    {
        _object.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_link_update_loses_no_packet_and_shows_none_twice()
    {
        using var cgroup = Cgroup.Open(_child.Path);
        using CgroupLink link = cgroup.Attach(OldProgram, Egress);
        CountsAreExact("link update", toNext => link.Update(toNext ? NextProgram : OldProgram, expected: toNext ? OldProgram : NextProgram));
    }

    [Fact]
    public void A_replacement_in_place_loses_no_packet_and_shows_none_twice()
    {
        using var cgroup = Cgroup.Open(_child.Path);
        CgroupAttachment attachment = cgroup.AttachLegacy(OldProgram, Egress);
        using (attachment) CountsAreExact("BPF_F_REPLACE", toNext => attachment.Replace(toNext ? NextProgram : OldProgram));
    }

    private static bool IsEnough(BpfArray<ZeroLoss.Seen> seen)
        => (long)seen[Parent].Udp >= ZeroLoss.Packets && (long)seen[Parent].Tcp >= ZeroLoss.Packets && seen[Old].Count > 0 && seen[Next].Count > 0;

    private void CountsAreExact(string way, Action<bool> swap)
    {
        using CgroupLink above = _object.Programs["parent"].AttachCgroup(_directory.Path);
        BpfArray<ZeroLoss.Seen> seen = _object.Maps["seen"].AsArray<ZeroLoss.Seen>();
        long wanted = ZeroLoss.Swaps(otherwise: 200);
        long swaps = ZeroLoss.UnderTraffic(
            _child.Path,
            done => done < wanted || (done < MostSwaps && !IsEnough(seen)),
            number => swap(number % 2 == 1));

        // The last segments of a closed connection are the kernel's to send.
        Eventually.True(() => (seen[Old] + seen[Next]).Count == seen[Parent].Count);
        (ZeroLoss.Seen old, ZeroLoss.Seen next, ZeroLoss.Seen parent) = (seen[Old], seen[Next], seen[Parent]);
        ZeroLoss.Report(string.Create(CultureInfo.InvariantCulture,
            $"{way}: {swaps} swaps; UDP {old.Udp} + {next.Udp} = {parent.Udp}, TCP {old.Tcp} + {next.Tcp} = {parent.Tcp}; seen twice {old.Wrong + next.Wrong}, by neither {parent.Wrong}"));
        Assert.Equal(parent with { Wrong = 0 }, old + next);
        Assert.Equal(0ul, parent.Wrong);
        Assert.True(IsEnough(seen));
    }
}
