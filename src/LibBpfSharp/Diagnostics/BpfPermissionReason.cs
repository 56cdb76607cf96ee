namespace LibBpfSharp;

/// <summary>What stands between the caller and an operation that the kernel refused, as far as it is known.</summary>
public enum BpfPermissionReason
{
    /// <summary>No cause is known: nothing that can be seen from user space explains the refusal. The message names what may, as a Linux security module.</summary>
    Unknown,

    /// <summary>The process lacks a capability in the user namespace that counts.</summary>
    MissingCapability,

    /// <summary>The sysctl <c>kernel.unprivileged_bpf_disabled</c> closes bpf(2) to processes without CAP_BPF.</summary>
    UnprivilegedBpfDisabled,

    /// <summary>Kernel lockdown (<c>/sys/kernel/security/lockdown</c>) forbids the operation.</summary>
    Lockdown,

    /// <summary>A seccomp filter, as container runtimes install one, refuses the system call, whatever is asked by it.</summary>
    Seccomp,

    /// <summary>This kernel refuses the program type to everybody, full root included.</summary>
    KernelRefusesProgramType,

    /// <summary>The BPF token does not delegate this command, type or attach type.</summary>
    Token,

    /// <summary>RLIMIT_MEMLOCK is exhausted: kernels before 5.11 charge BPF memory to it.</summary>
    MemoryLock,

    /// <summary>The descriptor, pin or map was opened or created without the needed read or write right, or the map is frozen.</summary>
    AccessMode,

    /// <summary>The process is not in the initial user namespace, which the operation asks for.</summary>
    UserNamespace,
}
