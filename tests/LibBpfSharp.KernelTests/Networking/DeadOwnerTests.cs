using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>What a killed process had attached to the network goes by itself where it can, and by a sweep where it cannot.</summary>
public sealed class DeadOwnerTests
{
    public DeadOwnerTests() => Requires.Root();

    [Fact]
    public void Links_go_with_their_process_and_filters_by_a_sweep()
    {
        using TestNetwork network = TestNetwork.Enter();
        using var holder = ChildProcess.Start(nameof(NetworkHolder), network.Right.Name);
        holder.Expect("attached");
        Assert.NotEmpty(Xdp.Query("right").ProgramIds);
        TcFilterInfo filter = Assert.Single(Clsact.Query("right", TcDirection.Ingress));
        Assert.DoesNotContain(BpfLeftovers.Sweep(), leftover => leftover.ProcessId == holder.Id);
        Assert.Single(Clsact.Query("right", TcDirection.Ingress));

        holder.Kill();
        Eventually.True(() => Xdp.Query("right").ProgramIds.Count == 0);
        using (var here = NetworkNamespace.OpenCurrent()) Eventually.True(() => here.Query(BpfAttachType.SkLookup).Ids.Count == 0);
        Assert.Single(Clsact.Query("right", TcDirection.Ingress));

        // From another namespace, too: the record says where the filter is, and some process is there.
        using var somebody = ChildProcess.Start(nameof(NetworkHolder), network.Left.Name);
        somebody.Expect("attached");
        using (TestNetwork other = TestNetwork.Enter())
        {
            BpfLeftover found = Assert.Single(BpfLeftovers.Find(), leftover => leftover.ProcessId == holder.Id);
            Assert.Equal(BpfLeftoverKind.TrafficFilter, found.Kind);
            Assert.Contains($"program {filter.ProgramId} at clsact ingress", found.Name, StringComparison.Ordinal);
        }

        Assert.True(Assert.Single(BpfLeftovers.Sweep(), leftover => leftover.ProcessId == holder.Id).IsRemoved);
        Assert.Empty(Clsact.Query("right", TcDirection.Ingress));
        Assert.DoesNotContain(BpfLeftovers.Find(), leftover => leftover.ProcessId == holder.Id);
        Assert.Single(Clsact.Query("left", TcDirection.Ingress)); // That process lives.
        Assert.Equal(0, somebody.WaitForExit());
    }
}
