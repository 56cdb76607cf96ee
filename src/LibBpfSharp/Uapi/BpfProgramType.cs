namespace LibBpfSharp;

/// <summary>Kinds of BPF program (<c>enum bpf_prog_type</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>.</remarks>
public enum BpfProgramType : uint
{
    /// <summary>No type (<c>BPF_PROG_TYPE_UNSPEC</c>).</summary>
    Unspec = 0,

    /// <summary>Filters packets of a socket (<c>BPF_PROG_TYPE_SOCKET_FILTER</c>, kernel 3.19).</summary>
    SocketFilter = 1,

    /// <summary>Runs at kernel probes, user-space probes and system calls (<c>BPF_PROG_TYPE_KPROBE</c>, kernel 4.1).</summary>
    Kprobe = 2,

    /// <summary>Classifies and acts on packets in traffic control, tcx and netkit (<c>BPF_PROG_TYPE_SCHED_CLS</c>, kernel 4.1).</summary>
    SchedCls = 3,

    /// <summary>Acts on packets in traffic control (<c>BPF_PROG_TYPE_SCHED_ACT</c>, kernel 4.1).</summary>
    SchedAct = 4,

    /// <summary>Runs at kernel tracepoints (<c>BPF_PROG_TYPE_TRACEPOINT</c>, kernel 4.7).</summary>
    Tracepoint = 5,

    /// <summary>Sees packets before the network stack does (<c>BPF_PROG_TYPE_XDP</c>, kernel 4.8).</summary>
    Xdp = 6,

    /// <summary>Runs when a perf event fires (<c>BPF_PROG_TYPE_PERF_EVENT</c>, kernel 4.9).</summary>
    PerfEvent = 7,

    /// <summary>Filters packets of the sockets of a cgroup (<c>BPF_PROG_TYPE_CGROUP_SKB</c>, kernel 4.10).</summary>
    CgroupSkb = 8,

    /// <summary>Decides on sockets created, bound or released in a cgroup (<c>BPF_PROG_TYPE_CGROUP_SOCK</c>, kernel 4.10).</summary>
    CgroupSock = 9,

    /// <summary>Sees packets entering through a light-weight tunnel (<c>BPF_PROG_TYPE_LWT_IN</c>, kernel 4.10).</summary>
    LwtIn = 10,

    /// <summary>Sees packets leaving through a light-weight tunnel (<c>BPF_PROG_TYPE_LWT_OUT</c>, kernel 4.10).</summary>
    LwtOut = 11,

    /// <summary>Changes packets sent through a light-weight tunnel (<c>BPF_PROG_TYPE_LWT_XMIT</c>, kernel 4.10).</summary>
    LwtXmit = 12,

    /// <summary>Watches and tunes TCP connections of a cgroup (<c>BPF_PROG_TYPE_SOCK_OPS</c>, kernel 4.13).</summary>
    SockOps = 13,

    /// <summary>Parses and redirects streams of the sockets of a map (<c>BPF_PROG_TYPE_SK_SKB</c>, kernel 4.14).</summary>
    SkSkb = 14,

    /// <summary>Decides on device access of a cgroup (<c>BPF_PROG_TYPE_CGROUP_DEVICE</c>, kernel 4.15).</summary>
    CgroupDevice = 15,

    /// <summary>Decides on messages sent through the sockets of a map (<c>BPF_PROG_TYPE_SK_MSG</c>, kernel 4.17).</summary>
    SkMsg = 16,

    /// <summary>Runs at kernel tracepoints with their raw arguments (<c>BPF_PROG_TYPE_RAW_TRACEPOINT</c>, kernel 4.17).</summary>
    RawTracepoint = 17,

    /// <summary>Decides on and rewrites addresses of socket calls in a cgroup (<c>BPF_PROG_TYPE_CGROUP_SOCK_ADDR</c>, kernel 4.17).</summary>
    CgroupSockAddr = 18,

    /// <summary>Handles segment routing over IPv6 (<c>BPF_PROG_TYPE_LWT_SEG6LOCAL</c>, kernel 4.18).</summary>
    LwtSeg6local = 19,

    /// <summary>Decodes infrared signals (<c>BPF_PROG_TYPE_LIRC_MODE2</c>, kernel 4.18).</summary>
    LircMode2 = 20,

    /// <summary>Chooses the socket of a reuseport group (<c>BPF_PROG_TYPE_SK_REUSEPORT</c>, kernel 4.19).</summary>
    SkReuseport = 21,

    /// <summary>Dissects packets into flow keys (<c>BPF_PROG_TYPE_FLOW_DISSECTOR</c>, kernel 4.20).</summary>
    FlowDissector = 22,

    /// <summary>Decides on sysctl access of a cgroup (<c>BPF_PROG_TYPE_CGROUP_SYSCTL</c>, kernel 5.2).</summary>
    CgroupSysctl = 23,

    /// <summary>RawTracepoint that may write a buffer the tracepoint offers (<c>BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE</c>, kernel 5.2).</summary>
    RawTracepointWritable = 24,

    /// <summary>Decides on and rewrites socket options in a cgroup (<c>BPF_PROG_TYPE_CGROUP_SOCKOPT</c>, kernel 5.3).</summary>
    CgroupSockopt = 25,

    /// <summary>Runs at kernel functions and tracepoints with typed arguments, and iterators (<c>BPF_PROG_TYPE_TRACING</c>, kernel 5.5).</summary>
    Tracing = 26,

    /// <summary>Implements one function of a kernel interface (<c>BPF_PROG_TYPE_STRUCT_OPS</c>, kernel 5.6).</summary>
    StructOps = 27,

    /// <summary>Replaces a global function of another program (<c>BPF_PROG_TYPE_EXT</c>, kernel 5.6).</summary>
    Ext = 28,

    /// <summary>Runs at security hooks (<c>BPF_PROG_TYPE_LSM</c>, kernel 5.7).</summary>
    Lsm = 29,

    /// <summary>Chooses the listening socket for a connection (<c>BPF_PROG_TYPE_SK_LOOKUP</c>, kernel 5.9).</summary>
    SkLookup = 30,

    /// <summary>Runs on demand and may make bpf(2) calls (<c>BPF_PROG_TYPE_SYSCALL</c>, kernel 5.14).</summary>
    Syscall = 31,

    /// <summary>Runs at netfilter hooks (<c>BPF_PROG_TYPE_NETFILTER</c>, kernel 6.4).</summary>
    Netfilter = 32,
}
