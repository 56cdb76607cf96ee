namespace LibBpfSharp.Introspection;

/// <summary>What a perf event or raw tracepoint descriptor of a task probes (<c>enum bpf_task_fd_type</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>; kernel 4.18.</remarks>
[Uapi(Prefix = "BPF_FD_TYPE_")]
public enum BpfTaskFdType : uint
{
    /// <summary><c>BPF_FD_TYPE_RAW_TRACEPOINT</c>: A raw tracepoint, by name.</summary>
    RawTracepoint = 0,

    /// <summary><c>BPF_FD_TYPE_TRACEPOINT</c>: A tracepoint, by name.</summary>
    Tracepoint = 1,

    /// <summary><c>BPF_FD_TYPE_KPROBE</c>: A kernel function entry or address.</summary>
    Kprobe = 2,

    /// <summary><c>BPF_FD_TYPE_KRETPROBE</c>: A kernel function return.</summary>
    Kretprobe = 3,

    /// <summary><c>BPF_FD_TYPE_UPROBE</c>: A user-space function entry or offset, by file.</summary>
    Uprobe = 4,

    /// <summary><c>BPF_FD_TYPE_URETPROBE</c>: A user-space function return, by file.</summary>
    Uretprobe = 5,
}
