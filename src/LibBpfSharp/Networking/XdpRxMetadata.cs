namespace LibBpfSharp.Networking;

/// <summary>What a driver tells XDP programs of a received packet, by kfuncs.</summary>
/// <remarks>Source: <c>include/uapi/linux/netdev.h</c> (<c>enum netdev_xdp_rx_metadata</c>), kernel 6.8.</remarks>
[Flags]
[Uapi(Prefix = "NETDEV_XDP_RX_METADATA_")]
public enum XdpRxMetadata : ulong
{
    /// <summary>Nothing.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary>When it came.</summary>
    Timestamp = 1,

    /// <summary>Its hash, and over what.</summary>
    Hash = 2,

    /// <summary>The VLAN tag the card took off.</summary>
    VlanTag = 4,
}
