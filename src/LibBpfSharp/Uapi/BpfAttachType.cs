namespace LibBpfSharp;

/// <summary>Places a program can be attached to (<c>enum bpf_attach_type</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>.</remarks>
public enum BpfAttachType : uint
{
    /// <summary>Packets a cgroup's sockets receive (<c>BPF_CGROUP_INET_INGRESS</c>, kernel 4.10).</summary>
    CgroupInetIngress = 0,

    /// <summary>Packets a cgroup's sockets send (<c>BPF_CGROUP_INET_EGRESS</c>, kernel 4.10).</summary>
    CgroupInetEgress = 1,

    /// <summary>Internet sockets being created in a cgroup (<c>BPF_CGROUP_INET_SOCK_CREATE</c>, kernel 4.10).</summary>
    CgroupInetSockCreate = 2,

    /// <summary>TCP events of a cgroup's sockets (<c>BPF_CGROUP_SOCK_OPS</c>, kernel 4.13).</summary>
    CgroupSockOps = 3,

    /// <summary>Finding message ends in streams of a map's sockets (<c>BPF_SK_SKB_STREAM_PARSER</c>, kernel 4.14).</summary>
    SkSkbStreamParser = 4,

    /// <summary>Verdict on parsed messages of a map's sockets (<c>BPF_SK_SKB_STREAM_VERDICT</c>, kernel 4.14).</summary>
    SkSkbStreamVerdict = 5,

    /// <summary>Device access in a cgroup (<c>BPF_CGROUP_DEVICE</c>, kernel 4.15).</summary>
    CgroupDevice = 6,

    /// <summary>Verdict on messages sent by a map's sockets (<c>BPF_SK_MSG_VERDICT</c>, kernel 4.17).</summary>
    SkMsgVerdict = 7,

    /// <summary>bind(2) to an IPv4 address in a cgroup (<c>BPF_CGROUP_INET4_BIND</c>, kernel 4.17).</summary>
    CgroupInet4Bind = 8,

    /// <summary>bind(2) to an IPv6 address in a cgroup (<c>BPF_CGROUP_INET6_BIND</c>, kernel 4.17).</summary>
    CgroupInet6Bind = 9,

    /// <summary>connect(2) to an IPv4 address in a cgroup (<c>BPF_CGROUP_INET4_CONNECT</c>, kernel 4.17).</summary>
    CgroupInet4Connect = 10,

    /// <summary>connect(2) to an IPv6 address in a cgroup (<c>BPF_CGROUP_INET6_CONNECT</c>, kernel 4.17).</summary>
    CgroupInet6Connect = 11,

    /// <summary>IPv4 sockets just bound in a cgroup (<c>BPF_CGROUP_INET4_POST_BIND</c>, kernel 4.17).</summary>
    CgroupInet4PostBind = 12,

    /// <summary>IPv6 sockets just bound in a cgroup (<c>BPF_CGROUP_INET6_POST_BIND</c>, kernel 4.17).</summary>
    CgroupInet6PostBind = 13,

    /// <summary>Unconnected UDP over IPv4 sent in a cgroup (<c>BPF_CGROUP_UDP4_SENDMSG</c>, kernel 4.18).</summary>
    CgroupUdp4Sendmsg = 14,

    /// <summary>Unconnected UDP over IPv6 sent in a cgroup (<c>BPF_CGROUP_UDP6_SENDMSG</c>, kernel 4.18).</summary>
    CgroupUdp6Sendmsg = 15,

    /// <summary>Infrared receiver (<c>BPF_LIRC_MODE2</c>, kernel 4.18).</summary>
    LircMode2 = 16,

    /// <summary>Flow dissection in a network namespace (<c>BPF_FLOW_DISSECTOR</c>, kernel 5.0).</summary>
    FlowDissector = 17,

    /// <summary>sysctl access in a cgroup (<c>BPF_CGROUP_SYSCTL</c>, kernel 5.2).</summary>
    CgroupSysctl = 18,

    /// <summary>Sender's address of UDP over IPv4 received in a cgroup (<c>BPF_CGROUP_UDP4_RECVMSG</c>, kernel 5.2).</summary>
    CgroupUdp4Recvmsg = 19,

    /// <summary>Sender's address of UDP over IPv6 received in a cgroup (<c>BPF_CGROUP_UDP6_RECVMSG</c>, kernel 5.2).</summary>
    CgroupUdp6Recvmsg = 20,

    /// <summary>getsockopt(2) in a cgroup (<c>BPF_CGROUP_GETSOCKOPT</c>, kernel 5.3).</summary>
    CgroupGetsockopt = 21,

    /// <summary>setsockopt(2) in a cgroup (<c>BPF_CGROUP_SETSOCKOPT</c>, kernel 5.3).</summary>
    CgroupSetsockopt = 22,

    /// <summary>Raw tracepoint with typed arguments (<c>BPF_TRACE_RAW_TP</c>, kernel 5.5).</summary>
    TraceRawTp = 23,

    /// <summary>Entry of a kernel function or program (<c>BPF_TRACE_FENTRY</c>, kernel 5.5).</summary>
    TraceFentry = 24,

    /// <summary>Exit of a kernel function or program (<c>BPF_TRACE_FEXIT</c>, kernel 5.5).</summary>
    TraceFexit = 25,

    /// <summary>Kernel function whose return value may be changed (<c>BPF_MODIFY_RETURN</c>, kernel 5.7).</summary>
    ModifyReturn = 26,

    /// <summary>Security hook (<c>BPF_LSM_MAC</c>, kernel 5.7).</summary>
    LsmMac = 27,

    /// <summary>Iterator over kernel objects (<c>BPF_TRACE_ITER</c>, kernel 5.8).</summary>
    TraceIter = 28,

    /// <summary>getpeername(2) over IPv4 in a cgroup (<c>BPF_CGROUP_INET4_GETPEERNAME</c>, kernel 5.8).</summary>
    CgroupInet4Getpeername = 29,

    /// <summary>getpeername(2) over IPv6 in a cgroup (<c>BPF_CGROUP_INET6_GETPEERNAME</c>, kernel 5.8).</summary>
    CgroupInet6Getpeername = 30,

    /// <summary>getsockname(2) over IPv4 in a cgroup (<c>BPF_CGROUP_INET4_GETSOCKNAME</c>, kernel 5.8).</summary>
    CgroupInet4Getsockname = 31,

    /// <summary>getsockname(2) over IPv6 in a cgroup (<c>BPF_CGROUP_INET6_GETSOCKNAME</c>, kernel 5.8).</summary>
    CgroupInet6Getsockname = 32,

    /// <summary>Entry of a device map (<c>BPF_XDP_DEVMAP</c>, kernel 5.8).</summary>
    XdpDevmap = 33,

    /// <summary>Internet sockets being released in a cgroup (<c>BPF_CGROUP_INET_SOCK_RELEASE</c>, kernel 5.9).</summary>
    CgroupInetSockRelease = 34,

    /// <summary>Entry of a CPU map (<c>BPF_XDP_CPUMAP</c>, kernel 5.9).</summary>
    XdpCpumap = 35,

    /// <summary>Socket lookup in a network namespace (<c>BPF_SK_LOOKUP</c>, kernel 5.9).</summary>
    SkLookup = 36,

    /// <summary>Network device, before the network stack (<c>BPF_XDP</c>, kernel 5.9).</summary>
    Xdp = 37,

    /// <summary>Verdict on packets of a map's sockets, without a parser (<c>BPF_SK_SKB_VERDICT</c>, kernel 5.13).</summary>
    SkSkbVerdict = 38,

    /// <summary>Choice within a reuseport group (<c>BPF_SK_REUSEPORT_SELECT</c>, kernel 5.14).</summary>
    SkReuseportSelect = 39,

    /// <summary>Choice within a reuseport group, migration of sockets included (<c>BPF_SK_REUSEPORT_SELECT_OR_MIGRATE</c>, kernel 5.14).</summary>
    SkReuseportSelectOrMigrate = 40,

    /// <summary>Perf event (<c>BPF_PERF_EVENT</c>, kernel 5.15).</summary>
    PerfEvent = 41,

    /// <summary>Many kernel functions at once (<c>BPF_TRACE_KPROBE_MULTI</c>, kernel 5.18).</summary>
    TraceKprobeMulti = 42,

    /// <summary>Security hook for one cgroup (<c>BPF_LSM_CGROUP</c>, kernel 6.0).</summary>
    LsmCgroup = 43,

    /// <summary>Kernel interface (<c>BPF_STRUCT_OPS</c>, kernel 6.4).</summary>
    StructOps = 44,

    /// <summary>Netfilter hook (<c>BPF_NETFILTER</c>, kernel 6.4).</summary>
    Netfilter = 45,

    /// <summary>Traffic control of a device, incoming (<c>BPF_TCX_INGRESS</c>, kernel 6.6).</summary>
    TcxIngress = 46,

    /// <summary>Traffic control of a device, outgoing (<c>BPF_TCX_EGRESS</c>, kernel 6.6).</summary>
    TcxEgress = 47,

    /// <summary>Many places of a user-space binary at once (<c>BPF_TRACE_UPROBE_MULTI</c>, kernel 6.6).</summary>
    TraceUprobeMulti = 48,

    /// <summary>connect(2) of Unix sockets in a cgroup (<c>BPF_CGROUP_UNIX_CONNECT</c>, kernel 6.7).</summary>
    CgroupUnixConnect = 49,

    /// <summary>sendmsg(2) of Unix datagram sockets in a cgroup (<c>BPF_CGROUP_UNIX_SENDMSG</c>, kernel 6.7).</summary>
    CgroupUnixSendmsg = 50,

    /// <summary>Sender's address of Unix datagrams received in a cgroup (<c>BPF_CGROUP_UNIX_RECVMSG</c>, kernel 6.7).</summary>
    CgroupUnixRecvmsg = 51,

    /// <summary>getpeername(2) of Unix sockets in a cgroup (<c>BPF_CGROUP_UNIX_GETPEERNAME</c>, kernel 6.7).</summary>
    CgroupUnixGetpeername = 52,

    /// <summary>getsockname(2) of Unix sockets in a cgroup (<c>BPF_CGROUP_UNIX_GETSOCKNAME</c>, kernel 6.7).</summary>
    CgroupUnixGetsockname = 53,

    /// <summary>Primary end of a netkit pair (<c>BPF_NETKIT_PRIMARY</c>, kernel 6.7).</summary>
    NetkitPrimary = 54,

    /// <summary>Peer end of a netkit pair (<c>BPF_NETKIT_PEER</c>, kernel 6.7).</summary>
    NetkitPeer = 55,

    /// <summary>Entry and exit of many kernel functions, one program for both (<c>BPF_TRACE_KPROBE_SESSION</c>, kernel 6.10).</summary>
    TraceKprobeSession = 56,

    /// <summary>Entry and exit of many sites of a user-space binary, one program for both (<c>BPF_TRACE_UPROBE_SESSION</c>, kernel 6.13).</summary>
    TraceUprobeSession = 57,

    /// <summary>Entry and exit of a kernel function, one program for both (<c>BPF_TRACE_FSESSION</c>, kernel 7.0).</summary>
    TraceFsession = 58,

    /// <summary>Entries of many BTF functions at once (<c>BPF_TRACE_FENTRY_MULTI</c>).</summary>
    TraceFentryMulti = 59,

    /// <summary>Exits of many BTF functions at once (<c>BPF_TRACE_FEXIT_MULTI</c>).</summary>
    TraceFexitMulti = 60,

    /// <summary>Entries and exits of many BTF functions at once (<c>BPF_TRACE_FSESSION_MULTI</c>).</summary>
    TraceFsessionMulti = 61,
}
