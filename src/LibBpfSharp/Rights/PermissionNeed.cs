using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>What the kernel asks of a process before it does something: a row of <see cref="RequiredCapabilities"/>.</summary>
/// <param name="What">The operation, as the subject of a sentence.</param>
/// <param name="Capabilities">What it asks for, all of them.</param>
internal sealed record PermissionNeed(string What, params LinuxCapability[] Capabilities)
{
    /// <summary>What kernels without CAP_BPF and CAP_PERFMON (before 5.8) ask for; <c>null</c> for CAP_SYS_ADMIN in the place of these two.</summary>
    public LinuxCapability[]? Older { get; init; }

    /// <summary>Whether CAP_BPF is asked for only where <c>kernel.unprivileged_bpf_disabled</c> is not 0.</summary>
    public bool IsOpenBySysctl { get; init; }

    /// <summary>CAP_PERFMON is asked for only where <c>kernel.perf_event_paranoid</c> is above this; <c>null</c>: always.</summary>
    public int? Paranoia { get; init; }

    /// <summary>Whether CAP_SYS_ADMIN does in the place of the others.</summary>
    public bool SysAdminDoes { get; init; } = true;

    /// <summary>Whether the capabilities may count elsewhere than in the initial user namespace: in that of a network or mount namespace, or of a token.</summary>
    public bool CountsElsewhere { get; init; }

    /// <summary>What does without the capability, as a clause in brackets.</summary>
    public string? Instead { get; init; }

    /// <summary>Whether the refusal is in a message from the kernel, so that no filter of system calls can be its cause.</summary>
    public bool IsMessage { get; init; }

    /// <summary>The system call that refuses, where it is one whose refusal by a seccomp filter can be found out; otherwise <c>null</c>.</summary>
    public SystemCall? Call { get; init; }

    /// <summary>The command, if the call is <c>bpf(2)</c>.</summary>
    public BpfCommand? Command { get; init; }

    /// <summary>The type of program to be loaded, of which programs of other types tell more.</summary>
    public BpfProgramType Program { get; init; }

    /// <summary>The expected attach type of a program to be loaded, which a token may leave out.</summary>
    public BpfAttachType? AttachType { get; init; }

    /// <summary>The type of map to be made, which a token may leave out.</summary>
    public BpfMapType Map { get; init; }

    /// <summary>Whether kernels before 5.11 charge the memory it takes to <c>RLIMIT_MEMLOCK</c>.</summary>
    public bool IsCharged { get; init; }

    /// <summary>What the kernel's own refusal means, as a sentence, where it goes by the mode of a file, a descriptor or a map; otherwise <c>null</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>Whether lockdown in mode 'confidentiality' forbids it.</summary>
    public bool IsLockedDown { get; init; }

    /// <summary>What else may be the cause, as a clause.</summary>
    public string? Otherwise { get; init; }
}
