namespace LibBpfSharp.Networking;

/// <summary>Where on the way of a packet a netfilter program runs.</summary>
/// <remarks>Source: <c>include/uapi/linux/netfilter.h</c> (<c>enum nf_inet_hooks</c>).</remarks>
[Uapi(Prefix = "NF_INET_")]
public enum NetfilterHook : uint
{
    /// <summary>Received, before it is routed.</summary>
    PreRouting = 0,

    /// <summary>Received, for this machine.</summary>
    LocalIn = 1,

    /// <summary>Received, for another machine.</summary>
    Forward = 2,

    /// <summary>Made on this machine.</summary>
    LocalOut = 3,

    /// <summary>To be sent, after it is routed.</summary>
    PostRouting = 4,
}
