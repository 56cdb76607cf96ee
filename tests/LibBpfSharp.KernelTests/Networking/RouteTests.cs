using System.Net;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>Programs of routes: they run for the packets that take them.</summary>
public sealed class RouteTests
{
    private static readonly IPAddress s_away = IPAddress.Parse("203.0.113.2");
    private static readonly IPAddress s_segment = IPAddress.Parse("2001:db8:7::1");

    public RouteTests() => Requires.Root();

    [Theory]
    [InlineData("route_out", 0)]
    [InlineData("route_xmit", 0)]
    [InlineData("route_xmit", 14)]
    public void A_program_sees_what_leaves_by_its_route(string name, int headroom)
    {
        using AttachedProgram program = NetworkProgram.Load(name);
        using TestNetwork network = TestNetwork.Enter();
        network.AddAddress(network.Left, IPAddress.Parse("198.51.100.1"), 24);
        network.AddNeighbour(network.Left, s_away, network.Right.LinkAddress);
        BpfRouteAttachment attachment = program.Program.AttachRoute(new() { Destination = new IPNetwork(s_away, 32), Interface = "left", Headroom = headroom });
        Assert.False(attachment.DetachesWithOwner);
        program.RunsUntilDisposed(attachment, () => TestNetwork.TrySendTo(s_away));
        Assert.False(TestNetwork.TrySendTo(s_away)); // The route went with it.
    }

    [Fact]
    public void A_program_sees_what_arrives_by_its_route()
    {
        using AttachedProgram program = NetworkProgram.Load("route_in");
        using TestNetwork network = TestNetwork.Enter();
        network.AddAddress(network.Right, IPAddress.Parse("192.0.2.2"), 24);
        BpfRouteAttachment attachment = program.Program.AttachRoute(new() { Destination = new IPNetwork(s_away, 32), Interface = "right", IsLocal = true });
        byte[] frame = TestFrame.Udp(network.Left, network.Right, IPAddress.Parse("192.0.2.1"), s_away);
        program.RunsUntilDisposed(attachment, () => TestNetwork.Send(network.Left, frame));
    }

    [Fact]
    public void A_program_sees_the_packets_whose_segment_ends_at_its_route()
    {
        using AttachedProgram program = NetworkProgram.Load("segment");
        using TestNetwork network = TestNetwork.Enter();
        BpfRouteAttachment attachment = program.Program.AttachRoute(new() { Destination = new IPNetwork(s_segment, 128), Interface = "right", Metric = 7 });
        program.RunsUntilDisposed(attachment, () => TestNetwork.Send(network.Left, TestFrame.Segmented(network.Left, network.Right, s_segment)));
    }

    [Fact]
    public void An_attachment_goes_where_it_was_made_and_nothing_else_does()
    {
        using AttachedProgram program = NetworkProgram.Load("route_out"), other = NetworkProgram.Load("route_xmit");
        using TestNetwork outer = TestNetwork.Enter();
        BpfRouteOptions options = new() { Destination = new IPNetwork(s_away, 32), Interface = "left" };
        BpfRouteAttachment attachment = program.Program.AttachRoute(options);
        using (TestNetwork inner = TestNetwork.Enter())
        {
            using BpfRouteAttachment theirs = other.Program.AttachRoute(options);
            attachment.Dispose();
            theirs.Detach();
        }

        using BpfRouteAttachment again = program.Program.AttachRoute(options);
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => other.Program.AttachRoute(options));
        Assert.Equal((BpfAttachError.TargetBusy, Errno.EEXIST), (refused.Reason, refused.Errno));
        outer.Remove(outer.Left);
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(again.Detach).Reason);
    }

    [Fact]
    public void What_cannot_be_is_told_by_cause()
    {
        using AttachedProgram program = NetworkProgram.Load("route_out"), classifier = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter();
        BpfRouteOptions options = new() { Destination = new IPNetwork(s_away, 32), Interface = "left" };
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => classifier.Program.AttachRoute(options)).Reason);
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => program.Program.AttachRoute(options with { Interface = 4711 })).Reason);
        Assert.Equal(BpfAttachError.InvalidOptions, Assert.Throws<BpfAttachException>(
            () => program.Program.AttachRoute(options with { Gateway = IPAddress.Parse("203.0.113.77") })).Reason);
        Assert.Throws<ArgumentException>(() => program.Program.AttachRoute(options with { Gateway = s_segment }));
    }
}
