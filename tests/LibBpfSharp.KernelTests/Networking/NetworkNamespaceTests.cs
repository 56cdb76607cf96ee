using System.Net;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>Flow dissectors and socket lookups.</summary>
public sealed class NetworkNamespaceTests
{
    public NetworkNamespaceTests() => Requires.Root();

    [Fact]
    public void A_flow_dissector_runs_until_its_link_is_disposed()
    {
        using AttachedProgram program = NetworkProgram.Load("dissector");
        using TestNetwork network = TestNetwork.Enter();
        using var here = NetworkNamespace.OpenCurrent();
        NetnsLink link = program.Program.AttachNetns();
        Assert.Equal((here.Id, BpfAttachType.FlowDissector, false), (link.Info.NamespaceId, link.Info.AttachType, link.IsDefunct));
        Assert.Equal([link.ProgramId], here.Query(BpfAttachType.FlowDissector).Ids);
        NetworkProgram.AssertSeenByBpfTool(link);
        program.RunsUntilDisposed(link, network.SendDatagram);
        Assert.Empty(here.Query(BpfAttachType.FlowDissector).Ids);
    }

    /// <summary>The kernel would take the namespace's descriptor for the number of an interface.</summary>
    [Fact]
    public void A_namespace_is_not_asked_for_what_interfaces_have()
    {
        using var here = NetworkNamespace.OpenCurrent();
        Assert.All<BpfAttachType>([BpfAttachType.TcxIngress, BpfAttachType.NetkitPeer], place => Assert.Equal(Errno.EINVAL, Assert.ThrowsAny<BpfException>(() => here.Query(place)).Errno));
    }

    [Fact]
    public void A_flow_dissector_without_a_link_is_detached_where_it_was_attached()
    {
        using AttachedProgram program = NetworkProgram.Load("dissector"), next = NetworkProgram.Load("dissector");
        using TestNetwork network = TestNetwork.Enter();
        using var here = NetworkNamespace.OpenCurrent();
        program.RunsUntilDisposed(program.Program.AttachFlowDissectorLegacy(), network.SendDatagram);

        BpfProgramAttachment attachment = program.Program.AttachFlowDissectorLegacy();
        Assert.Equal(BpfAttachError.TargetBusy, Assert.Throws<BpfAttachException>(() => next.Program.AttachNetns()).Reason);
        attachment.Replace(next.Program);
        Assert.Equal([next.Program.Info.Id], here.Query(BpfAttachType.FlowDissector).Ids);
        using (TestNetwork inner = TestNetwork.Enter()) attachment.Dispose();
        Assert.Empty(here.Query(BpfAttachType.FlowDissector).Ids);
    }

    [Fact]
    public void A_socket_lookup_runs_in_the_namespace_it_was_attached_to()
    {
        using AttachedProgram program = NetworkProgram.Load("lookup");
        using TestNetwork network = TestNetwork.Enter();
        network.AddAddress(network.Right, IPAddress.Parse("192.0.2.2"), 24);
        using var here = NetworkNamespace.OpenCurrent();
        NetnsLink link;
        using (TestNetwork inner = TestNetwork.Enter()) link = program.Program.AttachNetns(new() { Namespace = here });
        Assert.Equal((here.Id, BpfAttachType.SkLookup), (link.Info.NamespaceId, link.Info.AttachType));
        Assert.Equal([link.ProgramId], here.Query(BpfAttachType.SkLookup).Ids);
        program.RunsUntilDisposed(link, network.SendDatagram);
    }

    [Fact]
    public void When_the_namespace_goes_the_link_says_so()
    {
        using AttachedProgram program = NetworkProgram.Load("lookup");
        NetnsLink link;
        using (TestNetwork network = TestNetwork.Enter()) link = program.Program.AttachNetns();
        using (link)
        {
            Eventually.True(() => link.IsDefunct);
            Assert.Equal(BpfAttachError.LinkDefunct, Assert.Throws<BpfAttachException>(() => link.Update(program.Program)).Reason);
        }
    }

    [Fact]
    public void What_cannot_be_is_told_by_cause()
    {
        using AttachedProgram program = NetworkProgram.Load("dissector"), second = NetworkProgram.Load("dissector"), other = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter();
        using NetnsLink link = program.Program.AttachNetns();
        Assert.Equal(BpfAttachError.TooManyPrograms, Assert.Throws<BpfAttachException>(() => second.Program.AttachNetns()).Reason);
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => other.Program.AttachNetns()).Reason);
        using var here = NetworkNamespace.OpenCurrent();
        Assert.Throws<BpfAttachException>(() => here.Query(BpfAttachType.Xdp));
    }
}
