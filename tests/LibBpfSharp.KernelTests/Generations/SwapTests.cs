using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Generations;

public sealed partial class SwapTests : IDisposable
{
    private readonly GenerationBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(BpfSwitchMode.EachHook)]
    [InlineData(BpfSwitchMode.Selector)]
    public void A_generation_takes_over_every_hook_and_keeps_what_was_counted(BpfSwitchMode mode)
    {
        using (BpfDeployment deployment = _bed.Open(mode))
        {
            BpfGeneration first = _bed.Swap(deployment, version: 1);
            Assert.Equal(1, first.Number);
            Assert.Equal(mode is BpfSwitchMode.Selector, first.IsAtomic);
            Assert.All(_bed.SendAndCheck(first, 10), versions => Assert.Equal([1], versions));

            BpfGeneration second = _bed.Swap(deployment, version: 2);
            Assert.Equal(2, second.Number);
            Assert.All(_bed.SendAndCheck(second, 10), versions => Assert.Equal([2], versions));
            Assert.Equal(10, GenerationBed.Count(second, 0)[1]);
            Assert.Equal(["g2"], _bed.GenerationPins);
        }

        // Nobody has it open, and it runs on.
        using BpfDeployment again = _bed.Open(mode);
        Assert.Equal(BpfRecoveryOutcome.Clean, again.Recovery);
        Assert.Equal(2, again.Current?.Number);
        Assert.All(_bed.SendAndCheck(again.Current!, 5), versions => Assert.Equal([2], versions));
        again.Remove();
        Assert.Null(again.Current);
        AssertNothingAttached();
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook)]
    [InlineData(BpfSwitchMode.Selector)]
    public void No_packet_is_lost_or_seen_twice_while_generations_follow_each_other(BpfSwitchMode mode)
    {
        const int Swaps = 40, Datagrams = 30_000;
        using BpfDeployment deployment = _bed.Open(mode);
        BpfGeneration running = _bed.Swap(deployment, version: 0);
        _bed.Begin(Datagrams);
        for (uint version = 1; version <= Swaps; version++) running = _bed.Swap(deployment, version);
        _bed.End();

        for (int hook = 0; hook < GenerationBed.Hooks.Length; hook++)
        {
            long[] seen = GenerationBed.Count(running, hook);
            Assert.Equal(Datagrams, seen.Sum());
            Assert.True(seen.Count(packets => packets > 0) > 1, "No swap happened while packets flowed.");
        }
    }

    [Fact]
    public void A_legacy_hook_is_swapped_in_its_slot()
    {
        using var cgroup = Cgroup.Open(_bed.CgroupPath);
        using BpfDeployment deployment = _bed.Open();
        BpfSwapOptions options = new() { Hooks = [BpfHook.CgroupLegacy("egress", cgroup, BpfAttachType.CgroupInetEgress)] };
        using (BpfObject first = GenerationBed.Open(1)) deployment.Swap(first, options);
        uint before = Assert.Single(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
        using BpfObject second = GenerationBed.Open(2);
        BpfGeneration running = deployment.Swap(second, options);

        uint after = Assert.Single(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
        Assert.NotEqual(before, after);
        Assert.Equal(second.Programs["egress"].Info.Id, after);
        _bed.Send(7);
        Assert.Equal(7, GenerationBed.Count(running, 1)[2]);
        deployment.Remove();
        AssertNothingAttached();
    }

    [Fact]
    public void A_legacy_hook_is_no_leftover_at_any_moment()
    {
        int attached = 0;
        OvertakenKernel kernel = new(NoneIsRecorded, SystemCall.Bpf, BpfCommand.ProgAttach) { IsAfter = true };
        using var cgroup = Cgroup.Open(_bed.CgroupPath, kernel);
        using BpfDeployment deployment = _bed.Open(kernel: kernel);
        for (uint version = 1; version <= 2; version++)
        {
            using BpfObject next = GenerationBed.Open(version, kernel: kernel);
            kernel.Start();
            deployment.Swap(next, new() { Hooks = [BpfHook.CgroupLegacy("egress", cgroup, BpfAttachType.CgroupInetEgress)] });
        }

        Assert.Equal(2, attached);

        void NoneIsRecorded()
        {
            attached++;
            Assert.DoesNotContain(
                OwnerRecords.Files(Kernel.Running).SelectMany(file => RecordFile.Read(Kernel.Running, file.Path)), record => record is RecordedCgroupProgram program && program.Path == _bed.CgroupPath);
        }
    }

    [Fact]
    public void A_slot_of_a_shared_program_array_is_swapped_in_place()
    {
        using BpfDeployment deployment = _bed.Open();
        BpfSwapOptions options = new() { Hooks = [BpfHook.CgroupLink("entry", _bed.CgroupPath), BpfHook.Slot("part", "parts", 1)] };
        using (BpfObject first = GenerationBed.Open(1, "generation_slot")) deployment.Swap(first, options);
        uint array;
        using (BpfMap parts = deployment.Current!.OpenMap("parts")) array = parts.Info.Id;
        _bed.Send(4);
        using BpfObject second = GenerationBed.Open(2, "generation_slot");
        BpfGeneration running = deployment.Swap(second, options);
        _bed.Send(5);

        using BpfMap seen = running.OpenMap("seen"), same = running.OpenMap("parts");
        Assert.Equal(array, same.Info.Id);
        Assert.Equal([0L, 4L, 5L], Enumerable.Range(0, 3).Select(version => seen.AsArray<long>()[(uint)version]));
    }

    [Fact]
    public void Hooks_come_and_go_with_their_generation()
    {
        using BpfDeployment deployment = _bed.Open();
        using (BpfObject first = GenerationBed.Open(1))
            deployment.Swap(first, new() { Hooks = [BpfHook.CgroupLink("ingress", _bed.CgroupPath), BpfHook.CgroupLink("account", _bed.CgroupPath)] });
        using (BpfObject second = GenerationBed.Open(2))
        {
            BpfGeneration running = deployment.Swap(second, new() { Hooks = [BpfHook.CgroupLink("ingress", _bed.CgroupPath), BpfHook.CgroupLink("egress", _bed.CgroupPath)] });
            Assert.Equal(["egress", "ingress"], running.Hooks);
        }

        using var cgroup = Cgroup.Open(_bed.CgroupPath);
        Assert.Single(cgroup.Query(BpfAttachType.CgroupInetIngress).Ids);
        Assert.Single(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
    }

    [Fact]
    public void A_deployment_is_open_in_one_place_and_in_one_mode()
    {
        using (BpfDeployment deployment = _bed.Open())
        {
            Assert.Equal(BpfDeploymentError.Busy, Assert.Throws<BpfDeploymentException>(() => _bed.Open()).Reason);
            _bed.Swap(deployment, version: 1);
        }

        Assert.Equal(BpfDeploymentError.OtherMode, Assert.Throws<BpfDeploymentException>(() => _bed.Open(BpfSwitchMode.Selector)).Reason);
    }

    [Fact]
    public void The_maps_of_the_running_generation_are_found_by_one_path()
    {
        using BpfDeployment deployment = _bed.Open();
        for (uint version = 1; version <= 3; version++)
        {
            _bed.Swap(deployment, version);
            using BpfMap seen = BpfMap.OpenPinned(Path.Combine(_bed.Path, "current", "maps", "seen"));
            Assert.All(_bed.SendAndCheck(seen, 3), versions => Assert.Equal([(int)version], versions));
        }
    }

    [Fact]
    public void A_deployment_goes_with_its_file_system()
    {
        using (TestBpfFs other = TestBpfFs.Mount())
        {
            using (var deployment = BpfDeployment.Open(other["deployment"])) _bed.Swap(deployment, version: 1);
            Assert.Equal(3, Attached().Length);
        }

        Eventually.True(() => Attached().Length == 0);
    }

    [Fact]
    public void A_deployment_that_was_removed_begins_anew_in_either_mode()
    {
        foreach (BpfSwitchMode mode in (BpfSwitchMode[])[BpfSwitchMode.Selector, BpfSwitchMode.EachHook, BpfSwitchMode.Selector])
        {
            using (BpfDeployment deployment = _bed.Open(mode)) Assert.Equal(1, _bed.Swap(deployment, version: 1).Number);
            using BpfDeployment again = _bed.Open(mode);
            Assert.Equal((BpfRecoveryOutcome.Clean, 1), (again.Recovery, again.Current?.Number));
            again.Remove();
            Assert.Empty(Directory.GetFiles(_bed.Path, "*", SearchOption.AllDirectories));
        }

        AssertNothingAttached();
    }

    private static void Widen(BpfMap old, BpfMap fresh)
    {
        BpfArray<long> from = old.AsArray<long>();
        BpfArray<(long Packets, long Bytes)> to = fresh.AsArray<(long Packets, long Bytes)>();
        for (uint index = 0; index < 3 * GenerationBed.Versions; index++) to[index] = (from[index], 0);
    }

    private void AssertNothingAttached() => Assert.Empty(Attached());

    private uint[] Attached()
    {
        using var cgroup = Cgroup.Open(_bed.CgroupPath);
        return [.. cgroup.Query(BpfAttachType.CgroupInetIngress).Ids, .. cgroup.Query(BpfAttachType.CgroupInetEgress).Ids];
    }
}
