using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

public sealed class NetkitTests
{
    public NetkitTests() => Requires.Root();

    [Theory]
    [InlineData("netkit_primary", NetkitEnd.Primary)]
    [InlineData("netkit_peer", NetkitEnd.Peer)]
    public void A_link_runs_its_program_for_what_its_end_sends(string name, NetkitEnd end)
    {
        using AttachedProgram program = NetworkProgram.Load(name);
        using TestNetwork network = TestNetwork.Enter();
        Assert.SkipUnless(network.TryAddNetkit(out TestInterface primary, out TestInterface peer), "needs netkit, in Linux since 6.7");
        (TestInterface from, TestInterface to) = end == NetkitEnd.Primary ? (primary, peer) : (peer, primary);
        void Trigger() => TestNetwork.Send(from, TestFrame.Udp(from, to));

        NetkitLink link = program.Program.AttachNetkit(primary.Index, end);
        Assert.Equal((end == NetkitEnd.Primary ? BpfAttachType.NetkitPrimary : BpfAttachType.NetkitPeer, false), (link.Info.AttachType, link.IsDefunct));
        Assert.Equal([new BpfHookProgram { ProgramId = link.ProgramId, LinkId = link.Id }], Netkit.Query(primary.Index, end).Programs);
        NetworkProgram.AssertSeenByBpfTool(link);
        program.RunsUntilDisposed(link, Trigger);
        program.RunsUntilDisposed(program.Program.AttachNetkitLegacy("primary", end), Trigger);
        Assert.Equal(BpfAttachError.InvalidTarget, Assert.Throws<BpfAttachException>(() => program.Program.AttachNetkit(peer.Index, end)).Reason);
    }

    [Fact]
    public void An_interface_of_another_kind_is_refused()
    {
        Requires.Feature(BpfFeature.NetkitLink);
        using AttachedProgram program = NetworkProgram.Load("netkit_primary");
        using TestNetwork network = TestNetwork.Enter();
        Assert.Equal(BpfAttachError.InvalidTarget, Assert.Throws<BpfAttachException>(() => program.Program.AttachNetkit("right", NetkitEnd.Primary)).Reason);
    }

    [Fact]
    public void When_the_pair_goes_the_link_says_so()
    {
        using AttachedProgram program = NetworkProgram.Load("netkit_primary");
        using TestNetwork network = TestNetwork.Enter();
        Assert.SkipUnless(network.TryAddNetkit(out TestInterface primary, out _), "needs netkit, in Linux since 6.7");
        using NetkitLink link = program.Program.AttachNetkit(primary.Index, NetkitEnd.Primary);
        network.Remove(primary);
        Eventually.True(() => link.IsDefunct);
        Assert.Equal(BpfAttachError.LinkDefunct, Assert.Throws<BpfAttachException>(() => link.Update(program.Program)).Reason);
    }

    [Fact]
    public void A_kernel_without_netkit_is_named_as_the_cause()
    {
        Assert.SkipWhen(BpfFeatures.OfRunningKernel.Probe(BpfFeature.NetkitLink).IsSupported, "needs a kernel without netkit");
        using AttachedProgram program = NetworkProgram.Load("netkit_primary");
        using TestNetwork network = TestNetwork.Enter();
        Assert.Equal(Errno.EINVAL, Assert.Throws<BpfNotSupportedException>(() => program.Program.AttachNetkit("right", NetkitEnd.Primary)).Errno);
        Assert.Throws<BpfNotSupportedException>(() => program.Program.AttachNetkitLegacy("right", NetkitEnd.Primary));
        Assert.Throws<BpfNotSupportedException>(() => Netkit.Query("right", NetkitEnd.Primary));
    }
}
