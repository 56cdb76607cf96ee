using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Hooks;

internal static partial class HookTable
{
    private static readonly NetfilterOptions s_received = new() { Family = NetfilterFamily.Ipv4, Hook = NetfilterHook.LocalIn, Priority = 100 };

    private static IEnumerable<KeyValuePair<string, Hook>> Network() =>
    [
        .. All(new SocketOptionHook(static (program, socket) => program.AttachSocket(socket)), "socket"),
        .. All(new SocketOptionHook(static (program, socket) => program.AttachReuseport(socket)), "sk_reuseport", "sk_reuseport/migrate"),
        .. All(
            new NetworkHook(static (program, network) => program.AttachXdp(network.Right.Index), SendFrame, static network => ["xdp", Number(network.Right)]),
            "xdp", "xdp.frags"),
        .. All(new RedirectHook("devices", "to_device", static network => network.Right.Index), "xdp/devmap"),
        .. All(new RedirectHook("devices", "to_device_frags", static network => network.Right.Index), "xdp.frags/devmap"),
        .. All(new RedirectHook("processors", "to_processor", static _ => QueueLength), "xdp/cpumap"),
        .. All(new RedirectHook("processors", "to_processor_frags", static _ => QueueLength), "xdp.frags/cpumap"),
        .. All(Tc(TcDirection.Ingress), "tc/ingress", "tc", "classifier"),
        .. All(Tc(TcDirection.Ingress, isAction: true), "action"),
        .. All(Tc(TcDirection.Egress), "tc/egress"),
        .. All(Tcx(TcDirection.Ingress), "tcx/ingress"),
        .. All(Tcx(TcDirection.Egress), "tcx/egress"),
        .. All(new NetkitHook(NetkitEnd.Primary), "netkit/primary"),
        .. All(new NetkitHook(NetkitEnd.Peer), "netkit/peer"),
        .. All(new NetworkHook(static (program, _) => program.AttachNetns(), SendFrame, static _ => ["netns"]), "flow_dissector"),
        .. All(new NetworkHook(static (program, _) => program.AttachNetns(), SendToNobody, static _ => ["netns"]), "sk_lookup"),
        .. All(new NetworkHook(static (program, _) => program.AttachNetfilter(s_received), SendToNobody, static _ => ["netfilter"]), "netfilter"),
        .. All(new SockmapHook(verdict: "pass_message"), "sk_skb/stream_parser"),
        .. All(new SockmapHook(), "sk_skb/stream_verdict", "sk_skb/verdict", "sk_msg"),
        .. All(new SockmapHook(BpfAttachType.SkSkbStreamVerdict), "sk_skb"),
        .. All(new NetworkHook(AttachToRouteAway, static _ => TestNetwork.TrySendTo(s_away), JustLoad), "lwt_out", "lwt_xmit"),
        .. All(new NetworkHook(AttachToRouteHere, static network => TestNetwork.Send(network.Left, FrameFromAfar(network)), JustLoad), "lwt_in"),
        .. All(new NetworkHook(AttachToSegment, static network => TestNetwork.Send(network.Left, TestFrame.Segmented(network.Left, network.Right, s_segment)), JustLoad), "lwt_seg6local"),
        .. All(new NetworkHook(static (program, _) => program.AttachLirc(Infrared), static _ => { }, static _ => ["device", Infrared]), "lirc_mode2"),
    ];

    private const int QueueLength = 64;
    private const string Infrared = "/dev/lirc0";

    private static readonly IPAddress s_away = IPAddress.Parse("203.0.113.2"), s_segment = IPAddress.Parse("2001:db8:7::1");

    private static string[] JustLoad(TestNetwork network) => ["load"];

    private static BpfRouteAttachment AttachToRouteAway(BpfProgram program, TestNetwork network)
    {
        network.AddAddress(network.Left, IPAddress.Parse("198.51.100.1"), 24);
        network.AddNeighbour(network.Left, s_away, network.Right.LinkAddress);
        return program.AttachRoute(new BpfRouteOptions { Destination = new IPNetwork(s_away, 32), Interface = network.Left.Index });
    }

    private static BpfRouteAttachment AttachToRouteHere(BpfProgram program, TestNetwork network)
    {
        network.AddAddress(network.Right, IPAddress.Parse("192.0.2.2"), 24);
        return program.AttachRoute(new BpfRouteOptions { Destination = new IPNetwork(s_away, 32), Interface = network.Right.Index, IsLocal = true });
    }

    private static BpfRouteAttachment AttachToSegment(BpfProgram program, TestNetwork network)
        => program.AttachRoute(new BpfRouteOptions { Destination = new IPNetwork(s_segment, 128), Interface = network.Right.Index, Metric = 7 });

    private static byte[] FrameFromAfar(TestNetwork network) => TestFrame.Udp(network.Left, network.Right, IPAddress.Parse("192.0.2.1"), s_away);

    // libbpf has no actions.
    private static NetworkHook Tc(TcDirection direction, bool isAction = false) => new(
        (program, network) => program.AttachTc(Device(network, direction).Index, direction), SendFrame,
        network => isAction ? JustLoad(network) : ["clsact", Number(Device(network, direction)), direction == TcDirection.Ingress ? "1" : "2"]);

    private static NetworkHook Tcx(TcDirection direction) => new(
        (program, network) => program.AttachTcx(Device(network, direction).Index, direction), SendFrame, network => ["tcx", Number(Device(network, direction))]);

    // What leaves the left one is received by the right one.
    private static TestInterface Device(TestNetwork network, TcDirection direction) => direction == TcDirection.Egress ? network.Left : network.Right;

    private static string Number(TestInterface device) => device.Index.ToString(CultureInfo.InvariantCulture);

    private static void SendFrame(TestNetwork network) => network.SendDatagram();

    private static void SendToNobody(TestNetwork network)
    {
        using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.SendTo([1], new IPEndPoint(IPAddress.Loopback, TestFrame.Port));
    }
}
