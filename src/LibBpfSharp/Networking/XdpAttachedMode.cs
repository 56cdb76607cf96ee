namespace LibBpfSharp.Networking;

/// <summary>Where an interface runs its XDP programs.</summary>
/// <remarks>Source: <c>include/uapi/linux/if_link.h</c>.</remarks>
[Uapi(Prefix = "XDP_ATTACHED_")]
public enum XdpAttachedMode : uint
{
    /// <summary>It has none.</summary>
    None = 0,

    /// <summary>In the driver.</summary>
    [UapiName("XDP_ATTACHED_DRV")]
    Driver = 1,

    /// <summary>In the network stack.</summary>
    [UapiName("XDP_ATTACHED_SKB")]
    Generic = 2,

    /// <summary>On the network card.</summary>
    [UapiName("XDP_ATTACHED_HW")]
    Hardware = 3,

    /// <summary>In more than one place: on the card and before or behind the driver.</summary>
    [UapiName("XDP_ATTACHED_MULTI")]
    Several = 4,
}
