using System.Net;
using LibBpfSharp.KernelTests.Networking;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>A network for one program of the network's fixture: how a link attaches it, and what makes it run.</summary>
internal sealed class NetworkScene : IDisposable
{
    private readonly TestNetwork _network = TestNetwork.Enter();
    private readonly BpfMap? _sockets;

    /// <summary>Skips the test where this kernel lacks the kind of link.</summary>
    public NetworkScene(string program)
    {
        try
        {
            if (program == "lookup") _network.AddAddress(_network.Right, IPAddress.Parse("192.0.2.2"), 24);
            if (program == "message") _sockets = BpfMap.Create(new() { Type = BpfMapType.Sockmap, KeySize = sizeof(uint), ValueSize = sizeof(uint), MaxEntries = 2 });
            (BpfFeature needed, Attach, Trigger) = For(program);
            Requires.Feature(needed);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where a program of netfilter goes.</summary>
    public static NetfilterOptions Netfilter { get; } = new() { Family = NetfilterFamily.Ipv4, Hook = NetfilterHook.PreRouting, Priority = -128 };

    /// <summary>Attaches the program.</summary>
    public Func<BpfProgram, BpfLink> Attach { get; }

    /// <summary>Makes it run.</summary>
    public Action Trigger { get; }

    public void Dispose()
    {
        _sockets?.Dispose();
        _network.Dispose();
    }

    private (BpfFeature Needed, Func<BpfProgram, BpfLink> Attach, Action Trigger) For(string program) => program switch
    {
        "xdp_any" => (BpfFeature.XdpLink, static loaded => loaded.AttachXdp("right"), _network.SendDatagram),
        "tcx_in" => (BpfFeature.TcxLink, static loaded => loaded.AttachTcx("right", TcDirection.Ingress), _network.SendDatagram),
        "netkit_primary" => (BpfFeature.NetkitLink, static loaded => loaded.AttachNetkit("primary", NetkitEnd.Primary), SendFromNetkit()),
        "dissector" or "lookup" => (BpfFeature.NetworkNamespaceLink, static loaded => loaded.AttachNetns(), _network.SendDatagram),
        "message" => (BpfFeature.SockmapLink, loaded => loaded.AttachSockmap(_sockets!), () => SockmapTests.Converse(_sockets!)),
        "netfilter" => (BpfFeature.NetfilterLink, static loaded => loaded.AttachNetfilter(Netfilter), _network.SendDatagram),
        _ => throw new ArgumentOutOfRangeException(nameof(program), program, null),
    };

    private Action SendFromNetkit()
    {
        Assert.SkipUnless(_network.TryAddNetkit(out TestInterface primary, out TestInterface peer), "needs netkit, in Linux since 6.7");
        return () => TestNetwork.Send(primary, TestFrame.Udp(primary, peer));
    }
}
