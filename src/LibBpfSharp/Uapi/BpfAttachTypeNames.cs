namespace LibBpfSharp;

/// <summary>Names of every <see cref="BpfAttachType"/>, both ways.</summary>
public static class BpfAttachTypeNames
{
    private static readonly KernelNames s_names = new(
        "BPF_",
        "cgroup_inet_ingress", "cgroup_inet_egress", "cgroup_inet_sock_create", "cgroup_sock_ops", "sk_skb_stream_parser",
        "sk_skb_stream_verdict", "cgroup_device", "sk_msg_verdict", "cgroup_inet4_bind", "cgroup_inet6_bind", "cgroup_inet4_connect",
        "cgroup_inet6_connect", "cgroup_inet4_post_bind", "cgroup_inet6_post_bind", "cgroup_udp4_sendmsg", "cgroup_udp6_sendmsg",
        "lirc_mode2", "flow_dissector", "cgroup_sysctl", "cgroup_udp4_recvmsg", "cgroup_udp6_recvmsg", "cgroup_getsockopt",
        "cgroup_setsockopt", "trace_raw_tp", "trace_fentry", "trace_fexit", "modify_return", "lsm_mac", "trace_iter",
        "cgroup_inet4_getpeername", "cgroup_inet6_getpeername", "cgroup_inet4_getsockname", "cgroup_inet6_getsockname", "xdp_devmap",
        "cgroup_inet_sock_release", "xdp_cpumap", "sk_lookup", "xdp", "sk_skb_verdict", "sk_reuseport_select",
        "sk_reuseport_select_or_migrate", "perf_event", "trace_kprobe_multi", "lsm_cgroup", "struct_ops", "netfilter", "tcx_ingress",
        "tcx_egress", "trace_uprobe_multi", "cgroup_unix_connect", "cgroup_unix_sendmsg", "cgroup_unix_recvmsg", "cgroup_unix_getpeername",
        "cgroup_unix_getsockname", "netkit_primary", "netkit_peer", "trace_kprobe_session", "trace_uprobe_session", "trace_fsession",
        "trace_fentry_multi", "trace_fexit_multi", "trace_fsession_multi");

    /// <summary>The kernel's name, as in <c>BPF_CGROUP_INET4_BIND</c>; with a number in place of a name this library does not know.</summary>
    public static string ToKernelName(this BpfAttachType value) => s_names.Kernel((uint)value);

    /// <summary>The short name libbpf and bpftool use, as in <c>cgroup_inet4_bind</c>; a number where this library knows no name.</summary>
    public static string ToShortName(this BpfAttachType value) => s_names.Short((uint)value);

    /// <summary>Reads a attach type from its kernel name or its short name, in any case.</summary>
    /// <returns><c>false</c>, and a <paramref name="value"/> of 0, for a name this library does not know.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out BpfAttachType value)
    {
        bool known = s_names.TryParse(name, out uint number);
        value = (BpfAttachType)number;
        return known;
    }
}
