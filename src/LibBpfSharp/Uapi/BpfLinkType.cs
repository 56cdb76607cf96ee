namespace LibBpfSharp;

/// <summary>Kinds of BPF link (<c>enum bpf_link_type</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>.</remarks>
public enum BpfLinkType : uint
{
    /// <summary>No type (<c>BPF_LINK_TYPE_UNSPEC</c>).</summary>
    Unspec = 0,

    /// <summary>Raw tracepoint (<c>BPF_LINK_TYPE_RAW_TRACEPOINT</c>, kernel 5.8).</summary>
    RawTracepoint = 1,

    /// <summary>fentry, fexit, fmod_ret, LSM, freplace and typed raw tracepoints (<c>BPF_LINK_TYPE_TRACING</c>, kernel 5.8).</summary>
    Tracing = 2,

    /// <summary>Cgroup hook (<c>BPF_LINK_TYPE_CGROUP</c>, kernel 5.7).</summary>
    Cgroup = 3,

    /// <summary>Iterator (<c>BPF_LINK_TYPE_ITER</c>, kernel 5.8).</summary>
    Iter = 4,

    /// <summary>Network namespace: flow dissector and socket lookup (<c>BPF_LINK_TYPE_NETNS</c>, kernel 5.8).</summary>
    Netns = 5,

    /// <summary>Network device, XDP (<c>BPF_LINK_TYPE_XDP</c>, kernel 5.9).</summary>
    Xdp = 6,

    /// <summary>Perf event: probes, tracepoints, hardware events (<c>BPF_LINK_TYPE_PERF_EVENT</c>, kernel 5.15).</summary>
    PerfEvent = 7,

    /// <summary>Many kernel functions at once (<c>BPF_LINK_TYPE_KPROBE_MULTI</c>, kernel 5.18).</summary>
    KprobeMulti = 8,

    /// <summary>Implementation of a kernel interface (<c>BPF_LINK_TYPE_STRUCT_OPS</c>, kernel 6.4).</summary>
    StructOps = 9,

    /// <summary>Netfilter hook (<c>BPF_LINK_TYPE_NETFILTER</c>, kernel 6.4).</summary>
    Netfilter = 10,

    /// <summary>Network device, traffic control (<c>BPF_LINK_TYPE_TCX</c>, kernel 6.6).</summary>
    Tcx = 11,

    /// <summary>Many places of a user-space binary at once (<c>BPF_LINK_TYPE_UPROBE_MULTI</c>, kernel 6.6).</summary>
    UprobeMulti = 12,

    /// <summary>netkit device (<c>BPF_LINK_TYPE_NETKIT</c>, kernel 6.7).</summary>
    Netkit = 13,

    /// <summary>Map of sockets (<c>BPF_LINK_TYPE_SOCKMAP</c>, kernel 6.10).</summary>
    Sockmap = 14,

    /// <summary>Many BTF functions at once (<c>BPF_LINK_TYPE_TRACING_MULTI</c>).</summary>
    TracingMulti = 15,
}
