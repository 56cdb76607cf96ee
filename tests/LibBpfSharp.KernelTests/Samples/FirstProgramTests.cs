using System.Runtime.InteropServices;
using FirstPrograms;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Samples;

/// <summary>The ten programs of a newcomer do what they say.</summary>
public sealed partial class FirstProgramTests
{
    private static readonly string s_counter = BpfFixtures.Path("counter");

    public FirstProgramTests() => Requires.Root();

    [Fact]
    public void Packets_of_a_cgroup_are_counted()
    {
        using TestCgroup cgroup = TestCgroup.Create();
        CountPackets.Counter counted = CountPackets.Run(s_counter, cgroup.Path, () =>
        {
            using var traffic = ChildProcess.Start(nameof(UdpTraffic), cgroup.Path);
            traffic.Expect("ready");
            traffic.Tell("3");
            traffic.Expect("sent");
        });
        Assert.Equal(3ul, counted.Packets);
    }

    [Fact]
    public void Renames_are_counted() => Assert.True(CountRenames.Run(BpfFixtures.Path("attach"), () => File.WriteAllText("/proc/thread-self/comm", "lbs-test")) > 0);

    [Fact]
    public async Task An_event_is_followed()
    {
        FollowEvents.Record record = await FollowEvents.Run(BpfFixtures.Path("typed_ring"));
        Assert.Equal((7u, (ushort)3), (record.Number, record.Kind));
    }

    [Fact]
    public void Calls_are_counted() => Assert.Equal(1ul, CountCalls.Run(BpfFixtures.Path("attach"), "getppid", () => Assert.True(ParentId() >= 0)));

    [Fact]
    public void A_device_runs_a_program()
    {
        using TestNetwork network = TestNetwork.Enter();
        Assert.True(DropNothing.Run(BpfFixtures.Path("network"), "right", network.SendDatagram) > 0);
    }

    [Fact]
    public void A_map_is_walked() => Assert.Equal(385ul, WalkMap.Run());

    [Fact]
    public void Programs_are_listed()
    {
        using var counting = BpfObject.Open(s_counter);
        counting.Load();
        Assert.Contains("count_egress", ListPrograms.Run(BpfProgramType.CgroupSkb));
    }

    [Fact]
    public void The_kernel_is_asked() => Assert.EndsWith(Requires.Running >= new Version(5, 7) ? "here." : "cgroups.", AskKernel.Run());

    [Fact]
    public void What_is_left_pinned_is_ended_by_the_next()
    {
        using TestCgroup cgroup = TestCgroup.Create();
        using TestBpfFs files = TestBpfFs.Mount();
        using Cgroup there = Cgroup.Open(cgroup.Path);
        LeavePinned.Start(s_counter, cgroup.Path, files["egress"]);
        Assert.Single(there.Query(BpfAttachType.CgroupInetEgress).Ids);
        LeavePinned.Stop(files["egress"]);
        Eventually.True(() => there.Query(BpfAttachType.CgroupInetEgress).Ids.Count == 0);
    }

    [Fact]
    public void Versions_follow_each_other()
    {
        using TestCgroup cgroup = TestCgroup.Create();
        using TestBpfFs files = TestBpfFs.Mount();
        using Cgroup there = Cgroup.Open(cgroup.Path);
        Assert.Equal(1, SwapVersions.Run(s_counter, cgroup.Path, files["web"]));
        Assert.Equal(2, SwapVersions.Run(s_counter, cgroup.Path, files["web"]));
        Assert.Single(there.Query(BpfAttachType.CgroupInetEgress).Ids);
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}
