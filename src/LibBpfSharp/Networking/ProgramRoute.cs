using System.Net.Sockets;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A route with a program, as the messages about it tell it.</summary>
/// <param name="ProgramName">The program's name, which the kernel keeps for the route.</param>
/// <param name="ProgramType">Its type, which says what it is to the route.</param>
/// <param name="Options">The route.</param>
/// <param name="DeviceIndex">Its interface.</param>
internal sealed record ProgramRoute(string ProgramName, BpfProgramType ProgramType, BpfRouteOptions Options, int DeviceIndex)
{
    private const byte MainTable = 254, LocalTable = 255; // RT_TABLE_MAIN, RT_TABLE_LOCAL
    private const byte StaticOrigin = 4; // RTPROT_STATIC
    private const byte EverywhereScope = 0, LinkScope = 253, HostScope = 254; // RT_SCOPE_…
    private const byte UnicastType = 1, LocalType = 2; // RTN_…
    private const uint EndByProgram = 15; // SEG6_LOCAL_ACTION_END_BPF

    public string Place => $"the route to {Options.Destination} by interface {Options.Interface}";

    private bool IsIpv4 => Options.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetwork;

    private uint Table => Options.Table != 0 ? Options.Table : Options.IsLocal ? LocalTable : MainTable;

    /// <exception cref="ArgumentException">The route is none.</exception>
    public static ProgramRoute Describe(BpfProgramHandle program, BpfRouteOptions options)
    {
        if (options.Gateway is { } gateway && gateway.AddressFamily != options.Destination.BaseAddress.AddressFamily)
            throw new ArgumentException("The gateway must be of the destination's address family.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Headroom, nameof(options));
        BpfProgramInfo info = BpfProgramInfo.Read(program);
        return new(info.Name, info.Type, options, NetworkInterfaces.IndexOf(program.Kernel, options.Interface));
    }

    /// <summary>Has the route made, if there is none to the same destination, or taken away, if it has the program's name.</summary>
    public NetlinkReply Ask(NetlinkSocket route, RouteMessage change, BpfProgramHandle program)
    {
        NetlinkFlags flags = change == RouteMessage.Newroute ? NetlinkFlags.Create | NetlinkFlags.Excl : NetlinkFlags.None;
        using HandleHold hold = program.Hold();
        int descriptor = hold.Descriptor;
        NetlinkRequest request = NetlinkRequest.Of((ushort)change, Head(), flags)
            .Put(RouteAttribute.Dst, Options.Destination.BaseAddress.GetAddressBytes())
            .Put(RouteAttribute.Oif, DeviceIndex)
            .Put(RouteAttribute.Table, Table);
        if (Options.Gateway is { } gateway) request.Put(RouteAttribute.Gateway, gateway.GetAddressBytes());
        if (Options.Metric != 0) request.Put(RouteAttribute.Priority, Options.Metric);
        bool isSegment = ProgramType == BpfProgramType.LwtSeg6local;
        return route.Ask(request
            .Put(RouteAttribute.EncapType, isSegment ? RouteEncapsulation.Seg6Local : RouteEncapsulation.Bpf)
            .Nest(RouteAttribute.Encap, encapsulation => Fill(encapsulation, descriptor)));
    }

    private RouteHead Head() => new()
    {
        RtmFamily = (byte)(IsIpv4 ? 2 : 10), // AF_INET, AF_INET6
        RtmDstLen = (byte)Options.Destination.PrefixLength,
        RtmTable = Table <= LocalTable ? (byte)Table : (byte)0,
        RtmProtocol = StaticOrigin,
        RtmScope = !IsIpv4 || Options.Gateway is not null ? EverywhereScope : Options.IsLocal ? HostScope : LinkScope,
        RtmType = Options.IsLocal ? LocalType : UnicastType,
    };

    private void Fill(NetlinkRequest encapsulation, int program)
    {
        if (ProgramType == BpfProgramType.LwtSeg6local)
        {
            encapsulation.Put(SegmentAttribute.Action, EndByProgram)
                .Nest(SegmentAttribute.Bpf, bpf => bpf.Put(SegmentProgram.Prog, program).PutText(SegmentProgram.ProgName, ProgramName));
            return;
        }

        RouteProgramAttribute point = ProgramType switch
        {
            BpfProgramType.LwtOut => RouteProgramAttribute.Out,
            BpfProgramType.LwtXmit => RouteProgramAttribute.Xmit,
            _ => RouteProgramAttribute.In,
        };
        encapsulation.Nest(point, bpf => bpf.Put(RouteProgram.Fd, program).PutText(RouteProgram.Name, ProgramName));
        if (Options.Headroom != 0) encapsulation.Put(RouteProgramAttribute.XmitHeadroom, Options.Headroom);
    }
}
