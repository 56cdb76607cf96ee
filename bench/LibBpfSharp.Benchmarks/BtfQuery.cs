using LibBpfSharp.Btf;

namespace LibBpfSharp.Benchmarks;

/// <summary>One search in the kernel's BTF.</summary>
/// <param name="IsRoot">Whether all CO-RE candidates are wanted, not one type.</param>
/// <param name="Kind">The kind of type.</param>
/// <param name="Name">Its name.</param>
internal sealed record BtfQuery(bool IsRoot, BtfKind Kind, string Name)
{
    /// <summary>20 attach targets and 35 root types of a big tracing object.</summary>
    public static IReadOnlyList<BtfQuery> OfBigObject { get; } =
    [
        .. Finds(BtfKind.Typedef, "btf_trace_sched_switch", "btf_trace_sched_wakeup", "btf_trace_sched_wakeup_new", "btf_trace_sched_process_exit",
            "btf_trace_sched_process_fork", "btf_trace_sched_process_exec", "btf_trace_sys_enter", "btf_trace_sys_exit", "btf_trace_net_dev_xmit",
            "btf_trace_netif_receive_skb"),
        .. Finds(BtfKind.Func, "tcp_connect", "tcp_close", "tcp_sendmsg", "tcp_recvmsg", "udp_sendmsg", "vfs_read", "vfs_write", "vfs_open",
            "do_unlinkat", "security_file_open"),
        .. Roots(BtfKind.Struct, "task_struct", "sk_buff", "sock", "sock_common", "inet_sock", "tcp_sock", "udp_sock", "file", "inode", "dentry",
            "path", "mm_struct", "vm_area_struct", "cred", "nsproxy", "pid", "pid_namespace", "net", "net_device", "iphdr", "ipv6hdr", "tcphdr",
            "udphdr", "cgroup", "css_set", "kernfs_node", "request", "bio", "gendisk", "linux_binprm", "super_block", "signal_struct",
            "files_struct", "rq", "cfs_rq"),
    ];

    /// <summary>The query as the C side takes it.</summary>
    public string Argument => $"{(IsRoot ? "root" : "find")}:{(int)Kind}:{Name}";

    /// <summary>Its answer in the form of the C side: an id, or how many candidates there are.</summary>
    public int Answer(BtfSpec types, ReadOnlySpan<byte> utf8Name)
    {
        if (IsRoot) return types.FindCandidates(BtfFlavour.Strip(utf8Name), Kind).Count;
        return types.TryFind(utf8Name, Kind, out BtfType found) ? (int)found.Id : -2;
    }

    private static IEnumerable<BtfQuery> Finds(BtfKind kind, params string[] names) => names.Select(name => new BtfQuery(false, kind, name));

    private static IEnumerable<BtfQuery> Roots(BtfKind kind, params string[] names) => names.Select(name => new BtfQuery(true, kind, name));
}
