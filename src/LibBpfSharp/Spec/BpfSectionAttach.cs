namespace LibBpfSharp.Spec;

/// <summary>How a program of a section is attached without further arguments.</summary>
public enum BpfSectionAttach
{
    /// <summary>Not at all: the caller names interface, cgroup, socket or map.</summary>
    None,

    /// <summary>Kernel function entry or return, by perf event.</summary>
    Kprobe,

    /// <summary>User-space function entry or return, by perf event.</summary>
    Uprobe,

    /// <summary>Many kernel functions by one link.</summary>
    KprobeMulti,

    /// <summary>Entry and return of many kernel functions by one link.</summary>
    KprobeSession,

    /// <summary>Many user-space locations by one link.</summary>
    UprobeMulti,

    /// <summary>The architecture's wrapper of a system call.</summary>
    Ksyscall,

    /// <summary>A statically defined probe of a user-space program.</summary>
    Usdt,

    /// <summary>A kernel tracepoint, by perf event.</summary>
    Tracepoint,

    /// <summary>A kernel tracepoint, with its raw arguments.</summary>
    RawTracepoint,

    /// <summary>A BTF trampoline: tp_btf, fentry, fexit, fmod_ret, fsession, freplace.</summary>
    Trace,

    /// <summary>Many BTF trampolines by one link.</summary>
    TracingMulti,

    /// <summary>An LSM hook.</summary>
    Lsm,

    /// <summary>A BPF iterator.</summary>
    Iter,
}
