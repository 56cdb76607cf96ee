namespace LibBpfSharp.Networking;

/// <summary>What a driver does with packets for XDP.</summary>
/// <remarks>Source: <c>include/uapi/linux/netdev.h</c> (<c>enum netdev_xdp_act</c>), kernel 6.3.</remarks>
[Flags]
[Uapi(Prefix = "NETDEV_XDP_ACT_")]
public enum XdpFeatures : ulong
{
    /// <summary>Nothing: programs run in the network stack only.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary>Pass, drop, abort and send back.</summary>
    Basic = 1,

    /// <summary>Redirect to other interfaces, CPUs and sockets.</summary>
    Redirect = 2,

    /// <summary>Send what other interfaces redirect to it.</summary>
    NdoXmit = 4,

    /// <summary>AF_XDP sockets without copying.</summary>
    XskZerocopy = 8,

    /// <summary>Programs on the card.</summary>
    HwOffload = 16,

    /// <summary>Receive packets of several buffers.</summary>
    RxSg = 32,

    /// <summary>Send redirected packets of several buffers.</summary>
    NdoXmitSg = 64,
}
