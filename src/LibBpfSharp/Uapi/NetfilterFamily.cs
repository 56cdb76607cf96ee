namespace LibBpfSharp.Networking;

/// <summary>Protocol families that netfilter programs see packets of.</summary>
/// <remarks>Source: <c>include/uapi/linux/netfilter.h</c>.</remarks>
[Uapi(Prefix = "NFPROTO_")]
public enum NetfilterFamily : uint
{
    /// <summary>IPv4.</summary>
    Ipv4 = 2,

    /// <summary>IPv6.</summary>
    Ipv6 = 10,
}
