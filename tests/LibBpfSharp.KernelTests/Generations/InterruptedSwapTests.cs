using System.Globalization;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>A swap that is cut short at each of its system calls in turn.</summary>
public sealed class InterruptedSwapTests : IDisposable
{
    private const int Datagrams = 3;
    private const int WithoutPart = 0; // of generation_slot.bpf.c: what found the slot empty

    private readonly GenerationBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(BpfSwitchMode.EachHook, BpfRecovery.Revert)]
    [InlineData(BpfSwitchMode.EachHook, BpfRecovery.Finish)]
    [InlineData(BpfSwitchMode.Selector, BpfRecovery.Revert)]
    public void Killed_at_any_call_every_hook_runs_one_program_and_the_next_start_settles_which(BpfSwitchMode mode, BpfRecovery recovery)
    {
        uint version = 1;
        using (BpfDeployment deployment = _bed.Open(mode)) _bed.Swap(deployment, version);

        List<BpfRecoveryOutcome> outcomes = [];
        bool died = true, anyMixed = false;
        long sent = 0;
        for (int call = FaultPoints.First; died; call = FaultPoints.After(call))
        {
            sent += _bed.CheckThroughout(() =>
            {
                using ChildProcess child = ChildProcess.StartNative(nameof(Swapper), _bed.Path, _bed.CgroupPath, mode.ToString(),
                    BpfFixtures.Path("generation"), (++version).ToString(CultureInfo.InvariantCulture), call.ToString(CultureInfo.InvariantCulture));
                died = child.WaitForExit() != 0;
            });
            anyMixed |= AssertOneProgramEach();
            outcomes.Add(AssertSettled(mode, recovery));
        }

        Assert.True(sent > outcomes.Count, $"Only {sent} datagrams were sent during {outcomes.Count} swaps.");
        if (!FaultPoints.AreAll) return;
        Assert.Contains(BpfRecoveryOutcome.Clean, outcomes);
        Assert.Contains(BpfRecoveryOutcome.Swept, outcomes);
        Assert.Contains(recovery is BpfRecovery.Finish ? BpfRecoveryOutcome.Finished : BpfRecoveryOutcome.Reverted, outcomes);
        Assert.Equal(mode is BpfSwitchMode.EachHook, anyMixed);
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook, BpfRecovery.Revert, false)]
    [InlineData(BpfSwitchMode.EachHook, BpfRecovery.Finish, false)]
    [InlineData(BpfSwitchMode.EachHook, BpfRecovery.Revert, true)]
    [InlineData(BpfSwitchMode.EachHook, BpfRecovery.Finish, true)]
    [InlineData(BpfSwitchMode.Selector, BpfRecovery.Revert, false)]
    public void Cut_short_again_while_it_is_settled_every_hook_runs_one_program_until_a_start_ends_well(BpfSwitchMode mode, BpfRecovery recovery, bool isLegacy)
    {
        uint version = 1;
        Assert.False(TrySwap(mode, version, Kernel.Running, isLegacy));

        int recoveries = 0;
        bool wasCut = true;
        HashSet<string> places = [];
        for (int call = FaultPoints.First; wasCut; call = FaultPoints.After(call))
        {
            uint[] slots = _bed.ReadSlots();
            int old = RunningVersions()[0];
            version += (version + 1) % GenerationBed.Versions == old ? 2u : 1u;
            wasCut = IsCut(CutAt(call), kernel => _ = TrySwap(mode, version, kernel, isLegacy));

            // Where two cuts leave the same, what follows is the same.
            bool isNew = places.Add($"{_bed.DescribePins(slots)} {string.Join(' ', RunningVersions().Select(running => running == old))}");
            for (int recoveryCall = FaultPoints.First; isNew && IsCut(CutAt(recoveryCall), kernel => TryOpen(mode, recovery, kernel)); recoveryCall = FaultPoints.After(recoveryCall))
            {
                AssertOneProgramEach();
                recoveries++;
            }

            AssertSettled(mode, recovery);
        }

        Assert.True(recoveries > FaultPoints.Share(FaultPoints.Share(100)), $"Only {recoveries} recoveries were cut short, from {places.Count} places.");
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook)]
    [InlineData(BpfSwitchMode.Selector)]
    public void The_first_swap_cut_short_leaves_nothing_when_it_is_settled(BpfSwitchMode mode)
    {
        uint version = 1;
        for (int call = FaultPoints.First; IsCut(CutAt(call), kernel => _ = TrySwap(mode, ++version, kernel)); call = FaultPoints.After(call))
        {
            using (BpfDeployment deployment = _bed.Open(mode)) deployment.Remove();
            using var cgroup = Cgroup.Open(_bed.CgroupPath);
            Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetIngress).Ids);
            Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
            Assert.Empty(_bed.GenerationPins);
            Assert.False(_bed.IsStaged);
        }

        AssertSettled(mode, BpfRecovery.Revert);
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook, false)]
    [InlineData(BpfSwitchMode.EachHook, true)]
    [InlineData(BpfSwitchMode.Selector, false)]
    public void Failing_at_any_call_the_swap_is_taken_back(BpfSwitchMode mode, bool isLegacy)
    {
        uint version = 1;
        Assert.False(TrySwap(mode, version, Kernel.Running, isLegacy));

        int failures = 0;
        bool hasFailed = true;
        for (int call = FaultPoints.First; hasFailed; call = FaultPoints.After(call))
        {
            FailingKernel kernel = FailingKernel.At(Kernel.Running, call, Errno.EIO);
            RecordingKernel recording = new(kernel);
            bool failed = TrySwap(mode, ++version, recording, isLegacy);
            Assert.True(recording.OpenDescriptors == 0, $"Call {call} left {recording.OpenDescriptors} descriptors: {string.Join(" ", recording.Calls.Skip(call - 3).Take(6))}");
            AssertOneProgramEach();
            AssertSettled(mode, BpfRecovery.Revert);
            hasFailed = kernel.Failures > 0;
            if (hasFailed && failed) failures++;
        }

        Assert.True(failures > FaultPoints.Share(20), $"Only {failures} calls made the swap fail.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Failing_at_or_cut_short_from_any_call_a_slot_of_a_program_array_is_never_empty(int failures)
    {
        Assert.False(TrySwapSlot(1, Kernel.Running));
        bool hasFailed = true;
        int call = 0;
        for (int next = FaultPoints.First; hasFailed; next = FaultPoints.After(next))
        {
            call = next;
            FailingKernel kernel = new(Kernel.Running, new FailingKernel.Rule(call, Errno.EIO, Count: failures));
            RecordingKernel recording = new(kernel);
            TrySwapSlot(1 + ((uint)call % (GenerationBed.Versions - 1)), recording);
            hasFailed = kernel.Failures > 0;
            Assert.Equal(0, recording.OpenDescriptors);
            AssertOnePart();
            using BpfDeployment deployment = _bed.Open();
            Assert.Equal([$"g{deployment.Current!.Number}"], _bed.GenerationPins);
            AssertOnePart();
        }

        Assert.True(call > 100, $"Only {call} calls were tried.");
    }

    private bool TrySwapSlot(uint version, Kernel kernel)
    {
        try
        {
            using BpfDeployment deployment = _bed.Open(kernel: kernel);
            using BpfObject next = GenerationBed.Open(version, "generation_slot", kernel);
            deployment.Swap(next, new() { Hooks = [BpfHook.CgroupLink("entry", _bed.CgroupPath), BpfHook.Slot("part", "parts", 1)] });
            return false;
        }
        catch (BpfException)
        {
            return true;
        }
    }

    /// <summary>Each packet is counted once, by the program of one version.</summary>
    private void AssertOnePart()
    {
        using BpfMap map = _bed.OpenSeen();
        BpfArray<long> seen = map.AsArray<long>();
        long[] before = [.. Enumerable.Range(0, GenerationBed.Versions).Select(index => seen[(uint)index])];
        _bed.Send(Datagrams);
        (int Index, long More)[] counted = [.. before.Select((count, index) => (index, seen[(uint)index] - count)).Where(version => version.Item2 > 0)];
        Assert.Equal(Datagrams, Assert.Single(counted).More);
        Assert.NotEqual(WithoutPart, counted[0].Index);
    }

    private bool TrySwap(BpfSwitchMode mode, uint version, Kernel kernel, bool isLegacy = false)
    {
        try
        {
            using BpfDeployment deployment = _bed.Open(mode, kernel: kernel);
            using BpfObject next = GenerationBed.Open(version, kernel: kernel);
            using Cgroup cgroup = Cgroup.Open(_bed.CgroupPath, kernel);
            deployment.Swap(next, isLegacy ? GenerationBed.LegacyOn(cgroup) : GenerationBed.LinksOn(_bed.CgroupPath));
            return false;
        }
        catch (BpfException)
        {
            return true;
        }
    }

    /// <summary>A kernel that answers nothing any more from one call on, as if its process had died there.</summary>
    private static FailingKernel CutAt(int call) => new(Kernel.Running, new FailingKernel.Rule(call, Errno.EIO, Count: 1_000_000));

    private static bool IsCut(FailingKernel kernel, Action<FailingKernel> action)
    {
        action(kernel);
        return kernel.Failures > 0;
    }

    private void TryOpen(BpfSwitchMode mode, BpfRecovery recovery, FailingKernel kernel)
    {
        try
        {
            _bed.Open(mode, recovery, kernel).Dispose();
        }
        catch (BpfException) when (kernel.Failures > 0)
        {
        }
    }

    /// <summary>Each packet meets one program at each hook.</summary>
    /// <returns>Whether those of different hooks are of different generations.</returns>
    private bool AssertOneProgramEach() => RunningVersions().Distinct().Count() > 1;

    /// <summary>The version of the one program that each packet meets at each hook.</summary>
    private int[] RunningVersions()
    {
        using BpfMap seen = _bed.OpenSeen();
        return [.. _bed.SendAndCheck(seen, Datagrams).Select(Assert.Single)];
    }

    /// <summary>The next start lets one generation run everywhere, and nothing else is left.</summary>
    private BpfRecoveryOutcome AssertSettled(BpfSwitchMode mode, BpfRecovery recovery)
    {
        using BpfDeployment deployment = _bed.Open(mode, recovery);
        Assert.False(AssertOneProgramEach());
        Assert.Equal([$"g{deployment.Current!.Number}"], _bed.GenerationPins);
        Assert.False(_bed.IsStaged);
        return deployment.Recovery;
    }
}
