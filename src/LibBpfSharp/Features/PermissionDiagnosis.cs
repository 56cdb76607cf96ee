using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Finds why <c>bpf(2)</c> answered EPERM, from facts and, where those leave it open, by asking the kernel for something else.</summary>
internal sealed class PermissionDiagnosis(PermissionFacts facts, Func<BpfProgramType, bool> loadsTrivialProgram, Func<bool> memoryIsChargedToCgroups)
{
    /// <summary>A diagnosis for the calling thread on a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="facts">What is known of the thread; read from the system if <c>null</c>.</param>
    public static PermissionDiagnosis For(Kernel kernel, PermissionFacts? facts = null) => new(
        facts ?? PermissionFacts.Read(kernel),
        type => ProbeProgram.Of(type).Load(kernel) == 0,
        () => MemoryLock.Of(kernel).IsChargedToCgroups);

    /// <summary>Why a program that the verifier did not look at was refused.</summary>
    public PermissionFinding OfProgram(BpfProgramType type)
        => OfRights(RequiredCapabilities.Of(type, UnprivilegedAllowed), $"a {type} program")
            ?? OfKernel(type)
            ?? OfMemory()
            ?? Unknown;

    /// <summary>Why a map was refused.</summary>
    public PermissionFinding OfMap(BpfMapType type)
        => OfRights(RequiredCapabilities.Of(type, UnprivilegedAllowed), $"a {type} map")
            ?? OfMemory()
            ?? Unknown;

    /// <summary>Why BTF, or another command that asks for <c>CAP_BPF</c> alone, was refused.</summary>
    public PermissionFinding OfCommand(BpfCommand command)
        => OfRights([LinuxCapability.Bpf], $"bpf(2) command {command}")
            ?? OfMemory()
            ?? Unknown;

    private bool UnprivilegedAllowed => facts.UnprivilegedBpfDisabled is 0;

    private static PermissionFinding Unknown => new(
        BpfPermissionReason.Unknown,
        "The process holds the capabilities the kernel asks for, and neither lockdown nor seccomp explains the refusal. A Linux security module may refuse: see the kernel's audit log.");

    private PermissionFinding? OfRights(LinuxCapability[] required, string what)
    {
        foreach (LinuxCapability capability in required)
        {
            if (facts.Has(capability)) continue;
            if (capability is LinuxCapability.Bpf && facts.UnprivilegedBpfDisabled is > 0 && required.Length == 1)
                return new(
                    BpfPermissionReason.UnprivilegedBpfDisabled,
                    $"kernel.unprivileged_bpf_disabled is {facts.UnprivilegedBpfDisabled} and the process lacks {Name(capability)}. Run as root, or grant the capability.",
                    Name(capability));
            return new(
                BpfPermissionReason.MissingCapability,
                $"The process lacks {Name(capability)}; {what} needs {string.Join(" and ", required.Select(Name))} (before kernel 5.8: CAP_SYS_ADMIN). Run as root, or grant them, as with AmbientCapabilities= of systemd or --cap-add of a container.",
                Name(capability));
        }

        if (facts.InInitialUserNamespace is false)
            return new(
                BpfPermissionReason.UserNamespace,
                "The process is in a user namespace of its own, where its capabilities do not count for bpf(2). Run it in the initial user namespace, or use a BPF token.");

        if (facts.SeccompMode is 2 && !loadsTrivialProgram(BpfProgramType.SocketFilter))
            return new(
                BpfPermissionReason.Seccomp,
                "A seccomp filter is in force and even a trivial socket filter is refused. Allow bpf(2) in the container's seccomp profile.");

        return null;
    }

    /// <summary>Proof that the type and not the process is refused: trivial programs that need the same rights are taken.</summary>
    private PermissionFinding? OfKernel(BpfProgramType type)
    {
        if (!OtherLoads(type, BpfProgramType.SocketFilter)) return null;
        if (RequiredCapabilities.IsNetwork(type) && !OtherLoads(type, BpfProgramType.SchedCls)) return null;
        if (!RequiredCapabilities.IsTracing(type) || OtherLoads(type, BpfProgramType.RawTracepoint))
            return new(
                BpfPermissionReason.KernelRefusesProgramType,
                $"This kernel refuses every {type} program before its verifier looks at it: programs of other types that need the same capabilities load in this process. Use another program type, or another kernel.");
        return facts.Lockdown is not "confidentiality"
            ? null
            : new(BpfPermissionReason.Lockdown, "Kernel lockdown is in 'confidentiality' mode, which forbids programs that read kernel memory. It can be lifted only at boot.");
    }

    private bool OtherLoads(BpfProgramType type, BpfProgramType other) => type != other && loadsTrivialProgram(other);

    private PermissionFinding? OfMemory()
        => memoryIsChargedToCgroups()
            ? null
            : new(
                BpfPermissionReason.MemoryLock,
                "This kernel (before 5.11) charges BPF memory to RLIMIT_MEMLOCK, which is exhausted and could not be raised. Raise it, as with LimitMEMLOCK=infinity of systemd, or grant CAP_SYS_RESOURCE.",
                facts.Has(LinuxCapability.SysResource) ? null : Name(LinuxCapability.SysResource));

    private static string Name(LinuxCapability capability) => capability switch
    {
        LinuxCapability.Bpf => "CAP_BPF",
        LinuxCapability.Perfmon => "CAP_PERFMON",
        LinuxCapability.NetAdmin => "CAP_NET_ADMIN",
        LinuxCapability.SysResource => "CAP_SYS_RESOURCE",
        _ => "CAP_SYS_ADMIN",
    };
}
