namespace LibBpfSharp;

/// <summary>Names of every <see cref="BpfProgramType"/>, both ways.</summary>
public static class BpfProgramTypeNames
{
    private static readonly KernelNames s_names = new(
        "BPF_PROG_TYPE_",
        "unspec", "socket_filter", "kprobe", "sched_cls", "sched_act", "tracepoint", "xdp", "perf_event", "cgroup_skb", "cgroup_sock",
        "lwt_in", "lwt_out", "lwt_xmit", "sock_ops", "sk_skb", "cgroup_device", "sk_msg", "raw_tracepoint", "cgroup_sock_addr",
        "lwt_seg6local", "lirc_mode2", "sk_reuseport", "flow_dissector", "cgroup_sysctl", "raw_tracepoint_writable", "cgroup_sockopt",
        "tracing", "struct_ops", "ext", "lsm", "sk_lookup", "syscall", "netfilter");

    /// <summary>The kernel's name, as in <c>BPF_PROG_TYPE_CGROUP_SKB</c>; with a number in place of a name this library does not know.</summary>
    public static string ToKernelName(this BpfProgramType value) => s_names.Kernel((uint)value);

    /// <summary>The short name libbpf and bpftool use, as in <c>cgroup_skb</c>; a number where this library knows no name.</summary>
    public static string ToShortName(this BpfProgramType value) => s_names.Short((uint)value);

    /// <summary>Reads a program type from its kernel name or its short name, in any case.</summary>
    /// <returns><c>false</c>, and a <paramref name="value"/> of 0, for a name this library does not know.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out BpfProgramType value)
    {
        bool known = s_names.TryParse(name, out uint number);
        value = (BpfProgramType)number;
        return known;
    }
}
