using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>Who calls while a swap is under way: other threads, and what the swap calls back.</summary>
public sealed partial class SwapTests
{
    private static readonly TimeSpan s_while = TimeSpan.FromMilliseconds(300);

    [Fact]
    public void Disposed_by_its_own_callback_a_deployment_stays_locked_to_the_end_of_the_swap()
    {
        using BpfDeployment deployment = _bed.Open();
        using BpfObject next = GenerationBed.Open(1);
        BpfGeneration first = deployment.Swap(next, WhileSwitching(_ =>
        {
            deployment.Dispose();
            Assert.Equal(BpfDeploymentError.Busy, Assert.Throws<BpfDeploymentException>(() => _bed.Open()).Reason);
        }));
        Assert.All(_bed.SendAndCheck(first, 3), versions => Assert.Equal([1], versions));
        Assert.Throws<ObjectDisposedException>(() => deployment.Current);
        Assert.Throws<ObjectDisposedException>(deployment.Remove);
        Assert.Throws<ObjectDisposedException>(() => _bed.Swap(deployment, version: 2));
        AssertRuns(1);
    }

    [Fact]
    public async Task Disposed_by_another_thread_a_deployment_ends_when_the_swap_has()
    {
        using BpfDeployment deployment = _bed.Open();
        using BpfObject next = GenerationBed.Open(1);
        Task? disposing = null;
        deployment.Swap(next, WhileSwitching(_ =>
        {
            disposing = Task.Run(deployment.Dispose);
            Assert.False(disposing.Wait(s_while));
            Assert.Equal(BpfDeploymentError.Busy, Assert.Throws<BpfDeploymentException>(() => _bed.Open()).Reason);
        }));
        await disposing!;
        AssertRuns(1);
    }

    [Fact]
    public async Task Swaps_of_two_threads_follow_one_another()
    {
        using BpfDeployment deployment = _bed.Open();
        using BpfObject first = GenerationBed.Open(1), second = GenerationBed.Open(2);
        bool hasBegun = false;
        Task<BpfGeneration>? other = null;
        Assert.Equal(1, deployment.Swap(first, WhileSwitching(_ =>
        {
            other = Task.Run(() => deployment.Swap(second, WhileSwitching(_ => Volatile.Write(ref hasBegun, true))));
            Assert.False(other.Wait(s_while));
            Assert.False(Volatile.Read(ref hasBegun));
        })).Number);
        BpfGeneration running = await other!;
        Assert.Equal(2, running.Number);
        Assert.All(_bed.SendAndCheck(running, 3), versions => Assert.Equal([2], versions));
    }

    [Fact]
    public void What_a_swap_calls_back_may_ask_but_not_change()
    {
        using BpfDeployment deployment = _bed.Open();
        _bed.Swap(deployment, version: 1);
        foreach (Action change in (Action[])[() => _bed.Swap(deployment, version: 3), deployment.Remove])
        {
            using BpfObject next = GenerationBed.Open(2);
            Assert.Throws<InvalidOperationException>(() => deployment.Swap(next, WhileSwitching(_ =>
            {
                Assert.Equal(1, deployment.Current?.Number);
                change();
            })));
            Assert.Equal(["g1"], _bed.GenerationPins);
        }

        Assert.Equal(2, _bed.Swap(deployment, version: 4).Number);
    }

    private BpfSwapOptions WhileSwitching(Action<BpfObject> action) => GenerationBed.LinksOn(_bed.CgroupPath) with { BeforeSwitch = action };

    private void AssertRuns(int number)
    {
        using BpfDeployment again = _bed.Open();
        Assert.Equal((BpfRecoveryOutcome.Clean, number), (again.Recovery, again.Current?.Number));
    }
}
