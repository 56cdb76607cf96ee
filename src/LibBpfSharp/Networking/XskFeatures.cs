namespace LibBpfSharp.Networking;

/// <summary>What a driver does for AF_XDP sockets that send.</summary>
/// <remarks>Source: <c>include/uapi/linux/netdev.h</c> (<c>enum netdev_xsk_flags</c>), kernel 6.8.</remarks>
[Flags]
[Uapi(Prefix = "NETDEV_XSK_FLAGS_")]
public enum XskFeatures : ulong
{
    /// <summary>Nothing.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary>Tells when a packet was sent.</summary>
    TxTimestamp = 1,

    /// <summary>Fills in checksums.</summary>
    TxChecksum = 2,

    /// <summary>Sends at a given time (6.15).</summary>
    TxLaunchTimeFifo = 4,
}
