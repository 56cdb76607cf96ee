using System.Globalization;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>A swap that is cut short at each of its system calls in turn.</summary>
public sealed class InterruptedSwapTests : IDisposable
{
    private const int Datagrams = 3;

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
        bool died = true;
        for (int call = 1; died; call++)
        {
            using ChildProcess child = ChildProcess.Start(nameof(Swapper), _bed.Path, _bed.CgroupPath, mode.ToString(),
                (++version).ToString(CultureInfo.InvariantCulture), call.ToString(CultureInfo.InvariantCulture));
            died = child.WaitForExit() != 0;
            AssertOneProgramEach(mode, recovery, outcomes);
        }

        Assert.Contains(BpfRecoveryOutcome.Clean, outcomes);
        Assert.Contains(BpfRecoveryOutcome.Swept, outcomes);
        Assert.Contains(recovery is BpfRecovery.Finish ? BpfRecoveryOutcome.Finished : BpfRecoveryOutcome.Reverted, outcomes);
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook)]
    [InlineData(BpfSwitchMode.Selector)]
    public void Failing_at_any_call_the_swap_is_taken_back(BpfSwitchMode mode)
    {
        uint version = 1;
        using (BpfDeployment deployment = _bed.Open(mode)) _bed.Swap(deployment, version);

        int failures = 0;
        for (int call = 1; ; call++)
        {
            FailingKernel kernel = FailingKernel.At(Kernel.Running, call, Errno.EIO);
            RecordingKernel recording = new(kernel);
            bool failed = TrySwap(mode, ++version, recording);
            Assert.True(recording.OpenDescriptors == 0, $"Call {call} left {recording.OpenDescriptors} descriptors: {string.Join(" ", recording.Calls.Skip(call - 3).Take(6))}");
            AssertOneProgramEach(mode, BpfRecovery.Revert, []);
            if (kernel.Failures == 0) break;
            if (failed) failures++;
        }

        Assert.True(failures > 20, $"Only {failures} calls made the swap fail.");
    }

    private bool TrySwap(BpfSwitchMode mode, uint version, Kernel kernel)
    {
        try
        {
            using BpfDeployment deployment = _bed.Open(mode, kernel: kernel);
            using BpfObject next = GenerationBed.Open(version, kernel: kernel);
            deployment.Swap(next, GenerationBed.LinksOn(_bed.CgroupPath));
            return false;
        }
        catch (BpfException)
        {
            return true;
        }
    }

    /// <summary>Before anybody settles anything each packet meets one program at each hook; afterwards that of one generation, and nothing else is left.</summary>
    private void AssertOneProgramEach(BpfSwitchMode mode, BpfRecovery recovery, List<BpfRecoveryOutcome> outcomes)
    {
        using BpfMap seen = BpfMap.OpenPinned(Directory.GetFiles(_bed.Path, "seen", SearchOption.AllDirectories)[0]);
        _bed.SendAndCheck(seen, Datagrams);

        using BpfDeployment deployment = _bed.Open(mode, recovery);
        outcomes.Add(deployment.Recovery);
        int[][] versions = _bed.SendAndCheck(seen, Datagrams);
        Assert.Single(versions.SelectMany(versions => versions).Distinct());
        Assert.Equal([$"g{deployment.Current!.Number}"], _bed.GenerationPins);
        Assert.False(_bed.IsStaged);
    }
}
