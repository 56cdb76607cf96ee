namespace LibBpfSharp;

/// <summary>Network devices, namespaces and sockets.</summary>
internal static class NetworkWays
{
    private static readonly string s_interface = AttachWay.Options(nameof(BpfAttachOptions.Interface));

    public static AttachWay Xdp { get; } = new(
        s_interface, request => request.Options.Interface is { } device ? request.Program.AttachXdp(device, new XdpOptions { Mode = request.Options.XdpMode ?? XdpMode.Any }) : null);

    /// <summary>By tcx where the kernel has it, else by a filter of the device's clsact.</summary>
    public static AttachWay Tc { get; } = new(
        $"{s_interface}, and {AttachWay.Options(nameof(BpfAttachOptions.Direction))} where its section names none, as \"tc\"", AttachTc);

    public static AttachWay Netkit { get; } = new($"{s_interface}, the primary device of the pair", AttachNetkit);

    public static AttachWay Netfilter { get; } = new(
        AttachWay.Options(nameof(BpfAttachOptions.Netfilter)), request => request.Options.Netfilter is { } hook ? request.Program.AttachNetfilter(hook) : null);

    public static AttachWay Namespace { get; } = new(
        AttachWay.Options(nameof(BpfAttachOptions.NetworkNamespace)), request => request.Options.NetworkNamespace is { } space ? request.Program.AttachNetns(new NetnsOptions { Namespace = space }) : null);

    public static AttachWay SocketFilter { get; } = new(
        AttachWay.Options(nameof(BpfAttachOptions.Socket)), request => request.Options.Socket is { } socket ? request.Program.AttachSocket(socket) : null);

    public static AttachWay Reuseport { get; } = new(
        AttachWay.Options(nameof(BpfAttachOptions.Socket)), request => request.Options.Socket is { } socket ? request.Program.AttachReuseport(socket) : null);

    public static AttachWay Sockmap { get; } = new(
        $"{AttachWay.Options(nameof(BpfAttachOptions.Map))}, and {AttachWay.Options(nameof(BpfAttachOptions.AttachType))} where its section names none, as \"sk_skb\"", AttachSockmap);

    public static AttachWay Route { get; } = new(
        AttachWay.Options(nameof(BpfAttachOptions.Route)), request => request.Options.Route is { } route ? request.Program.AttachRoute(route) : null);

    public static AttachWay Lirc { get; } = new(
        AttachWay.Options(nameof(BpfAttachOptions.LircDevice)), request => request.Options.LircDevice is { } device ? request.Program.AttachLirc(device) : null);

    private static IBpfAttachment? AttachTc(AttachRequest request)
    {
        TcDirection? direction = request.Options.Direction ?? request.Program.ExpectedAttachType switch
        {
            BpfAttachType.TcxIngress => TcDirection.Ingress,
            BpfAttachType.TcxEgress => TcDirection.Egress,
            _ => null,
        };
        if (request.Options.Interface is not { } device || direction is not { } way) return null;
        return request.Program.AttachTc(device, way, new TcOptions { Tcx = new() { Position = request.Options.Position, ExpectedRevision = request.Options.ExpectedRevision } });
    }

    private static NetkitLink? AttachNetkit(AttachRequest request)
    {
        if (request.Options.Interface is not { } device) return null;
        NetkitEnd end = request.Program.ExpectedAttachType is BpfAttachType.NetkitPeer ? NetkitEnd.Peer : NetkitEnd.Primary;
        return request.Program.AttachNetkit(device, end, new() { Position = request.Options.Position, ExpectedRevision = request.Options.ExpectedRevision });
    }

    private static SockmapLink? AttachSockmap(AttachRequest request)
    {
        BpfAttachType? type = request.Program.ExpectedAttachType ?? request.Options.AttachType;
        return request.Options.Map is { } map && type is not null ? request.Program.AttachSockmap(map, new SockmapOptions { AttachType = type }) : null;
    }
}
