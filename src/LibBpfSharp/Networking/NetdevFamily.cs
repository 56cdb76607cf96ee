using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>Asks the kernel's <c>netdev</c> family of generic netlink (6.3).</summary>
internal static class NetdevFamily
{
    private const string Name = "netdev";

    /// <summary>What a driver can do of XDP; <c>null</c> where the kernel does not tell.</summary>
    public static XdpDeviceFeatures? FeaturesOf(Kernel kernel, int index)
    {
        using NetlinkSocket generic = NetlinkSocket.Open(kernel, NetlinkFamily.Generic);
        if (FamilyId(generic) is not { } family) return null;

        NetlinkReply reply = generic.Ask(NetlinkRequest.Of(family, new GenericHead { Cmd = (byte)NetdevCommand.DevGet, Version = 1 }).Put(NetdevAttribute.Ifindex, (uint)index));
        if (reply is not { Errno: Errno.None, Messages: [NetlinkMessage told, ..] }) return null;
        NetlinkAttributes device = told.Attributes<GenericHead>();
        return new()
        {
            Xdp = (XdpFeatures)(device.Value<NetdevAttribute, ulong>(NetdevAttribute.XdpFeatures) ?? 0),
            ZeroCopyMaxSegments = device.Number(NetdevAttribute.XdpZcMaxSegs) ?? 0,
            RxMetadata = (XdpRxMetadata)(device.Value<NetdevAttribute, ulong>(NetdevAttribute.XdpRxMetadataFeatures) ?? 0),
            Xsk = (XskFeatures)(device.Value<NetdevAttribute, ulong>(NetdevAttribute.XskFeatures) ?? 0),
        };
    }

    private static ushort? FamilyId(NetlinkSocket generic)
    {
        const ushort Controller = 0x10; // GENL_ID_CTRL
        NetlinkReply reply = generic.Ask(NetlinkRequest.Of(Controller, new GenericHead { Cmd = (byte)GenericCommand.Getfamily, Version = 1 }).PutText(GenericAttribute.FamilyName, Name));
        return reply is { Errno: Errno.None, Messages: [NetlinkMessage told, ..] }
            ? told.Attributes<GenericHead>().Value<GenericAttribute, ushort>(GenericAttribute.FamilyId)
            : null;
    }
}
