using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>What interfaces have of XDP.</summary>
public static class Xdp
{
    /// <summary>The programs of an interface, attached by whomever and in whatever way, and what its driver can do. Takes no rights.</summary>
    /// <param name="device">The interface.</param>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: there is no such interface.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static XdpState Query(BpfInterface device) => Query(Kernel.Running, device, withFeatures: true);

    internal static XdpState Query(Kernel kernel, BpfInterface device, bool withFeatures)
    {
        int index = NetworkInterfaces.IndexOf(kernel, device);
        using NetlinkSocket route = NetlinkSocket.Open(kernel, NetlinkFamily.Route);
        return Query(route, index, device) with { Features = withFeatures ? NetdevFamily.FeaturesOf(kernel, index) : null };
    }

    internal static XdpState Query(NetlinkSocket route, int index, BpfInterface device)
    {
        NetlinkReply reply = NetworkInterfaces.Describe(route, index);
        if (reply.Errno == Errno.ENODEV) throw NetworkInterfaces.NotFound(device, reply.Errno);
        if (reply is not { Errno: Errno.None, Messages: [NetlinkMessage told, ..] })
            throw new BpfException($"The XDP programs of interface {device} cannot be asked for: {reply.Describe()}.", reply.Errno, objectName: device.ToString());

        NetlinkAttributes xdp = told.Attributes<LinkHead>().Nested(LinkAttribute.Xdp);
        var mode = (XdpAttachedMode)(xdp.Value<XdpAttribute, byte>(XdpAttribute.Attached) ?? 0);

        return new()
        {
            Mode = mode,
            DriverProgramId = IdOf(xdp, XdpAttribute.DrvProgId, mode == XdpAttachedMode.Driver),
            GenericProgramId = IdOf(xdp, XdpAttribute.SkbProgId, mode == XdpAttachedMode.Generic),
            HardwareProgramId = IdOf(xdp, XdpAttribute.HwProgId, mode == XdpAttachedMode.Hardware),
        };
    }

    // Before 4.20 there was one program at most, and one id for it.
    private static uint IdOf(NetlinkAttributes xdp, XdpAttribute own, bool isOnly)
        => xdp.Number(own) ?? (isOnly ? xdp.Number(XdpAttribute.ProgId) : null) ?? 0;
}
