using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>Makes network interfaces, by netlink.</summary>
internal static class TestDevices
{
    private enum InfoKind : ushort
    {
        Kind = 1,
        Data = 2,
    }

    /// <summary>VETH_INFO_PEER and IFLA_NETKIT_PEER_INFO have the same number.</summary>
    private enum PairKind : ushort
    {
        Peer = 1,
    }

    private enum NetkitKind : ushort
    {
        Mode = 5,
    }

    public static (TestInterface Left, TestInterface Right) AddPair(NetlinkSocket route, string left, string right)
    {
        TestNetwork.Check(route.Ask(New(left, "veth", data => AddPeer(data, right))), "add a pair of interfaces");
        return (Find(route, left), Find(route, right));
    }

    public static Errno TryAddNetkit(NetlinkSocket route, string primary, string peer, out TestInterface primaryDevice, out TestInterface peerDevice)
    {
        const uint Layer2 = 0;
        NetlinkReply reply = route.Ask(New(primary, "netkit", data => AddPeer(data.Put(NetkitKind.Mode, Layer2), peer)));
        (primaryDevice, peerDevice) = reply.Errno == Errno.None ? (Find(route, primary), Find(route, peer)) : (None, None);
        return reply.Errno;
    }

    public static Errno TryAdd(NetlinkSocket route, string kind, string name, out TestInterface device)
    {
        NetlinkReply reply = route.Ask(New(name, kind, static _ => { }));
        device = reply.Errno == Errno.None ? Find(route, name) : None;
        return reply.Errno;
    }

    private static TestInterface None { get; } = new(0, string.Empty, []);

    private static NetlinkRequest New(string name, string kind, Action<NetlinkRequest> data)
        => NetlinkRequest.Of((ushort)RouteMessage.Newlink, default(LinkHead), NetlinkFlags.Create | NetlinkFlags.Excl)
            .PutText(LinkAttribute.Ifname, name)
            .Nest(LinkAttribute.Linkinfo, info => info.PutText(InfoKind.Kind, kind).Nest(InfoKind.Data, data));

    private static void AddPeer(NetlinkRequest data, string name)
        => data.Nest(PairKind.Peer, peer => peer.Append(default(LinkHead)).PutText(LinkAttribute.Ifname, name));

    private static TestInterface Find(NetlinkSocket route, string name)
    {
        NetlinkReply reply = route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Getlink, default(LinkHead)).PutText(LinkAttribute.Ifname, name));
        TestNetwork.Check(reply, $"find {name}");
        NetlinkMessage found = reply.Messages[0];
        return new(found.Head<LinkHead>().IfiIndex, name, found.Attributes<LinkHead>().Bytes(LinkAttribute.Address).ToArray());
    }
}
