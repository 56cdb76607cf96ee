namespace LibBpfSharp.Networking;

/// <summary>What is done with packets before a netfilter program sees them.</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>.</remarks>
[Flags]
[Uapi(Prefix = "BPF_F_NETFILTER_")]
public enum NetfilterLinkFlags : uint
{
    /// <summary>Nothing.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary><c>BPF_F_NETFILTER_IP_DEFRAG</c>: fragments are put together (6.6). The priority must be above that of the kernel's defragmentation, −400.</summary>
    IpDefrag = 1,
}
