namespace LibBpfSharp.Networking;

/// <summary>Where on the way of a packet an XDP program runs.</summary>
/// <remarks>Source: <c>include/uapi/linux/if_link.h</c>.</remarks>
[Uapi(Prefix = "XDP_FLAGS_")]
public enum XdpMode : uint
{
    /// <summary>In the driver if it can, else in the network stack.</summary>
    [UapiName(null)]
    Any = 0,

    /// <summary>In the network stack, when the packet has a socket buffer: works with every driver, and is slow (<c>XDP_FLAGS_SKB_MODE</c>).</summary>
    [UapiName("XDP_FLAGS_SKB_MODE")]
    Generic = 2,

    /// <summary>In the driver, before anything else (<c>XDP_FLAGS_DRV_MODE</c>).</summary>
    [UapiName("XDP_FLAGS_DRV_MODE")]
    Driver = 4,

    /// <summary>On the network card (<c>XDP_FLAGS_HW_MODE</c>); the program must be loaded for the interface.</summary>
    [UapiName("XDP_FLAGS_HW_MODE")]
    Hardware = 8,
}
