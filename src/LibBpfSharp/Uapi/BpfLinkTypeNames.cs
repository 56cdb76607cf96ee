namespace LibBpfSharp;

/// <summary>Names of every <see cref="BpfLinkType"/>, both ways.</summary>
public static class BpfLinkTypeNames
{
    private static readonly KernelNames s_names = new(
        "BPF_LINK_TYPE_",
        "unspec", "raw_tracepoint", "tracing", "cgroup", "iter", "netns", "xdp", "perf_event", "kprobe_multi", "struct_ops", "netfilter",
        "tcx", "uprobe_multi", "netkit", "sockmap", "tracing_multi");

    /// <summary>The kernel's name, as in <c>BPF_LINK_TYPE_KPROBE_MULTI</c>; with a number in place of a name this library does not know.</summary>
    public static string ToKernelName(this BpfLinkType value) => s_names.Kernel((uint)value);

    /// <summary>The short name libbpf and bpftool use, as in <c>kprobe_multi</c>; a number where this library knows no name.</summary>
    public static string ToShortName(this BpfLinkType value) => s_names.Short((uint)value);

    /// <summary>Reads a link type from its kernel name or its short name, in any case.</summary>
    /// <returns><c>false</c>, and a <paramref name="value"/> of 0, for a name this library does not know.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out BpfLinkType value)
    {
        bool known = s_names.TryParse(name, out uint number);
        value = (BpfLinkType)number;
        return known;
    }
}
