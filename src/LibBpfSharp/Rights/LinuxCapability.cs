namespace LibBpfSharp.Features;

/// <summary>The capabilities that <c>bpf(2)</c> and what goes with it ask for (<c>linux/capability.h</c>), by bit number.</summary>
internal enum LinuxCapability
{
    /// <summary><c>CAP_NET_ADMIN</c>: programs and maps of the network stack and of cgroups.</summary>
    NetAdmin = 12,

    /// <summary><c>CAP_IPC_LOCK</c>: perf buffers of more memory than <c>kernel.perf_event_mlock_kb</c> allows.</summary>
    IpcLock = 14,

    /// <summary><c>CAP_SYS_ADMIN</c>: stands in for most of the others; needed to open objects by id.</summary>
    SysAdmin = 21,

    /// <summary><c>CAP_SYS_RESOURCE</c>: raising <c>RLIMIT_MEMLOCK</c>.</summary>
    SysResource = 24,

    /// <summary><c>CAP_PERFMON</c>, kernel 5.8: tracing programs.</summary>
    Perfmon = 38,

    /// <summary><c>CAP_BPF</c>, kernel 5.8: most programs and maps.</summary>
    Bpf = 39,
}
