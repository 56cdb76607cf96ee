using System.Net;
using System.Net.Sockets;
using LibBpfSharp.KernelTests.Networking;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>Programs of the network attached by section and options; without a place they say which option names it.</summary>
public sealed class NetworkOptionsTests
{
    public NetworkOptionsTests() => Requires.Root();

    [Theory]
    [InlineData("xdp_any", "right")]
    [InlineData("tcx_in", "right")]
    [InlineData("tcx_out", "left")]
    public void A_program_of_a_device_is_given_it_by_name(string name, string device)
    {
        using AttachedProgram program = NetworkProgram.Load(name);
        using TestNetwork network = TestNetwork.Enter();
        AssertAsksFor(program, new(), nameof(BpfAttachOptions.Interface));
        program.RunsUntilDisposed(program.Program.Attach(new BpfAttachOptions { Interface = device }), network.SendDatagram);
    }

    [Theory]
    [InlineData("classifier")]
    [InlineData("action")]
    public void A_section_without_a_direction_is_given_one(string name)
    {
        using AttachedProgram program = NetworkProgram.Load(name);
        using TestNetwork network = TestNetwork.Enter();
        AssertAsksFor(program, new() { Interface = "right" }, nameof(BpfAttachOptions.Direction));
        program.RunsUntilDisposed(AttachOrSkip(program, new() { Interface = "right", Direction = TcDirection.Ingress }), network.SendDatagram);
    }

    [Theory]
    [InlineData("netkit_primary")]
    [InlineData("netkit_peer")]
    public void The_end_of_a_netkit_pair_is_the_sections(string name)
    {
        using AttachedProgram program = NetworkProgram.Load(name);
        using TestNetwork network = TestNetwork.Enter();
        Assert.SkipUnless(network.TryAddNetkit(out TestInterface primary, out TestInterface peer), "needs netkit, in Linux since 6.7");
        (TestInterface from, TestInterface to) = name == "netkit_primary" ? (primary, peer) : (peer, primary);
        AssertAsksFor(program, new(), nameof(BpfAttachOptions.Interface));
        program.RunsUntilDisposed(program.Program.Attach(new BpfAttachOptions { Interface = primary.Index }), () => TestNetwork.Send(from, TestFrame.Udp(from, to)));
    }

    [Fact]
    public void A_netfilter_program_is_given_its_hook()
    {
        using AttachedProgram program = NetworkProgram.Load("netfilter");
        using TestNetwork network = TestNetwork.Enter();
        AssertAsksFor(program, new(), nameof(BpfAttachOptions.Netfilter));
        NetfilterOptions hook = new() { Family = NetfilterFamily.Ipv4, Hook = NetfilterHook.PreRouting, Priority = -128 };
        program.RunsUntilDisposed(program.Program.Attach(new BpfAttachOptions { Netfilter = hook }), network.SendDatagram);
    }

    [Theory]
    [InlineData("dissector")]
    [InlineData("lookup")]
    public void A_program_of_a_network_namespace_is_given_it(string name)
    {
        using AttachedProgram program = NetworkProgram.Load(name);
        using TestNetwork network = TestNetwork.Enter();
        network.AddAddress(network.Right, IPAddress.Parse("192.0.2.2"), 24);
        AssertAsksFor(program, new(), nameof(BpfAttachOptions.NetworkNamespace));
        using var here = NetworkNamespace.OpenCurrent();
        program.RunsUntilDisposed(program.Program.Attach(new BpfAttachOptions { NetworkNamespace = here }), network.SendDatagram);
    }

    [Fact]
    public void A_program_of_a_route_is_given_the_route()
    {
        IPAddress away = IPAddress.Parse("203.0.113.2");
        using AttachedProgram program = NetworkProgram.Load("route_out");
        using TestNetwork network = TestNetwork.Enter();
        network.AddAddress(network.Left, IPAddress.Parse("198.51.100.1"), 24);
        network.AddNeighbour(network.Left, away, network.Right.LinkAddress);
        AssertAsksFor(program, new(), nameof(BpfAttachOptions.Route));
        BpfRouteOptions route = new() { Destination = new IPNetwork(away, 32), Interface = "left" };
        program.RunsUntilDisposed(AttachOrSkip(program, new() { Route = route }), () => TestNetwork.TrySendTo(away));
    }

    [Fact]
    public void A_decoder_is_given_its_device()
    {
        using AttachedProgram program = NetworkProgram.Load("infrared");
        AssertAsksFor(program, new(), nameof(BpfAttachOptions.LircDevice));
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => program.Program.Attach(new BpfAttachOptions { LircDevice = "/dev/lirc-of-nobody" }));
        Assert.Equal(BpfAttachError.TargetNotFound, refused.Reason);
    }

    [Fact]
    public void A_socket_filter_is_given_its_socket()
    {
        using AttachedProgram program = NetworkProgram.Load("filter");
        AssertAsksFor(program, new(), nameof(BpfAttachOptions.Socket));
        using Socket receiver = Datagrams(), sender = Datagrams();
        program.RunsUntilDisposed(program.Program.Attach(new BpfAttachOptions { Socket = receiver.SafeHandle }), () => sender.SendTo([1], receiver.LocalEndPoint!));
    }

    [Fact]
    public void A_program_among_sockets_of_one_port_is_given_one_of_them()
    {
        using AttachedProgram program = NetworkProgram.Load("reuseport");
        AssertAsksFor(program, new(), nameof(BpfAttachOptions.Socket));
        using Socket receiver = Datagrams(sharesPort: true), sender = Datagrams();
        using var second = Datagrams(sharesPort: true, receiver.LocalEndPoint);
        program.RunsUntilDisposed(program.Program.Attach(new BpfAttachOptions { Socket = receiver.SafeHandle }), () => sender.SendTo([1], receiver.LocalEndPoint!));
    }

    [Theory]
    [InlineData("verdict", null)]
    [InlineData("message", null)]
    [InlineData("plain_verdict", BpfAttachType.SkSkbVerdict)]
    public void A_program_of_a_map_of_sockets_is_given_the_map(string name, BpfAttachType? type)
    {
        using AttachedProgram program = NetworkProgram.Load(name);
        BpfAttachOptions options = new() { Map = program.Object.Maps["sockets"] };
        AssertAsksFor(program, new() { AttachType = type }, nameof(BpfAttachOptions.Map));
        if (type is not null) AssertAsksFor(program, options, nameof(BpfAttachOptions.AttachType));
        using IBpfAttachment attachment = AttachOrSkip(program, options with { AttachType = type });
        Assert.Equal(program.Program.Info.Id, attachment.ProgramId);
    }

    private static IBpfAttachment AttachOrSkip(AttachedProgram program, BpfAttachOptions options)
    {
        try
        {
            return program.Program.Attach(options);
        }
        catch (BpfNotSupportedException lacking)
        {
            Assert.Skip($"needs what this kernel lacks: {lacking.Message}");
            throw;
        }
    }

    private static Socket Datagrams(bool sharesPort = false, EndPoint? local = null)
    {
        const int Level = 1, ReusePort = 15; // SOL_SOCKET, SO_REUSEPORT
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (sharesPort) socket.SetRawSocketOption(Level, ReusePort, BitConverter.GetBytes(1));
        socket.Bind(local ?? new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static void AssertAsksFor(AttachedProgram program, BpfAttachOptions options, string option)
    {
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => program.Program.Attach(options));
        Assert.Equal(BpfAttachError.NoTarget, refused.Reason);
        Assert.Contains($"{nameof(BpfAttachOptions)}.{option}", refused.Message, StringComparison.Ordinal);
    }
}
