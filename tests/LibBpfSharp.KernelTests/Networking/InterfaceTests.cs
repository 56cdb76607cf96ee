using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

public sealed class InterfaceTests
{
    public InterfaceTests() => Requires.Root();

    [Fact]
    public void A_name_and_an_index_mean_the_same_interface()
    {
        using TestNetwork network = TestNetwork.Enter();
        Assert.Equal(network.Right.Index, NetworkInterfaces.IndexOf(Kernel.Running, "right"));
        Assert.Equal(network.Right.Index, NetworkInterfaces.IndexOf(Kernel.Running, network.Right.Index));
    }

    [Theory]
    [InlineData("rihgt", "Did you mean 'right'?")]
    [InlineData("something-else", "lo, right, left")]
    [InlineData("a-name-that-is-longer-than-names-may-be", "lo, right, left")]
    public void A_name_that_is_no_interfaces_is_told_with_the_nearest_ones(string name, string advice)
    {
        using TestNetwork network = TestNetwork.Enter();
        BpfAttachException missing = Assert.Throws<BpfAttachException>(() => Xdp.Query(name));
        Assert.Equal((BpfAttachError.TargetNotFound, Errno.ENODEV), (missing.Reason, missing.Errno));
        Assert.Contains(advice, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_that_is_no_interfaces_is_told()
    {
        using TestNetwork network = TestNetwork.Enter();
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => Xdp.Query(12345)).Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => Xdp.Query(0));
        Assert.Throws<ArgumentException>(() => Xdp.Query(string.Empty));
        Assert.Throws<ArgumentException>(() => Xdp.Query(default));
    }

    [Fact]
    public void A_network_namespace_is_the_same_however_it_is_opened()
    {
        using var outside = NetworkNamespace.OpenCurrent();
        using TestNetwork network = TestNetwork.Enter();
        using var here = NetworkNamespace.OpenCurrent();
        using var found = NetworkNamespace.Find(Kernel.Running, here.Id);
        Assert.NotEqual(outside.Id, here.Id);
        Assert.Equal(here.Id, found!.Id);
        Assert.Equal($"net:[{here.Id}]", new FileInfo("/proc/thread-self/ns/net").LinkTarget);
        Assert.Equal((outside.Id, here.Id), (outside.Run(CurrentId), here.Run(CurrentId)));
        Assert.Equal(here.Id, CurrentId());
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => NetworkNamespace.Open("/run/netns/no-such-name")).Reason);

        static uint CurrentId()
        {
            using var current = NetworkNamespace.OpenCurrent();
            return current.Id;
        }
    }
}
