namespace LibBpfSharp.Introspection;

/// <summary>What the perf event of a link probes (<c>enum bpf_perf_event_type</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>; kernel 6.6.</remarks>
[Uapi(Prefix = "BPF_PERF_EVENT_")]
public enum PerfEventKind : uint
{
    /// <summary>The kernel does not tell.</summary>
    Unspec = 0,

    /// <summary><c>BPF_PERF_EVENT_UPROBE</c>: A place in a file, where it is reached.</summary>
    Uprobe = 1,

    /// <summary><c>BPF_PERF_EVENT_URETPROBE</c>: A function of a file, where it returns.</summary>
    Uretprobe = 2,

    /// <summary><c>BPF_PERF_EVENT_KPROBE</c>: A place in the kernel, where it is reached.</summary>
    Kprobe = 3,

    /// <summary><c>BPF_PERF_EVENT_KRETPROBE</c>: A kernel function, where it returns.</summary>
    Kretprobe = 4,

    /// <summary><c>BPF_PERF_EVENT_TRACEPOINT</c>: A tracepoint.</summary>
    Tracepoint = 5,

    /// <summary><c>BPF_PERF_EVENT_EVENT</c>: A counter or clock.</summary>
    Event = 6,
}
