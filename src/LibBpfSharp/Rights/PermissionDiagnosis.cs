using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Finds why the kernel refused something for want of a right, from facts and, where those leave it open, by asking the kernel for something else.</summary>
internal sealed class PermissionDiagnosis(Kernel kernel, PermissionFacts facts, IPermissionEvidence? evidence = null)
{
    /// <summary>The exception for a refusal.</summary>
    /// <param name="kernel">The kernel that refused.</param>
    /// <param name="what">What could not be done, as a sentence without its full stop.</param>
    /// <param name="errno">The kernel's answer.</param>
    /// <param name="need">What it takes.</param>
    /// <param name="objectName">What it is about.</param>
    /// <param name="token">The token it was asked with.</param>
    /// <param name="evidence">Where trying something else may tell more.</param>
    public static BpfPermissionException Explain(
        Kernel kernel, string what, Errno errno, PermissionNeed need, string? objectName, DescriptorHandle? token = null, IPermissionEvidence? evidence = null)
    {
        PermissionFinding finding = new PermissionDiagnosis(kernel, PermissionFacts.Read(kernel), evidence).Of(need, errno, token);
        return new($"{what}: {errno.Describe()}. {finding.Explanation}", errno, finding.Reason, finding.MissingCapability, need.Command, objectName);
    }

    /// <summary>Why something was refused.</summary>
    /// <param name="need">What it takes.</param>
    /// <param name="errno">The kernel's answer.</param>
    /// <param name="token">The token it was asked with.</param>
    public PermissionFinding Of(PermissionNeed need, Errno errno = Errno.EPERM, DescriptorHandle? token = null)
        => OfToken(need, token)
            ?? OfRights(need, token)
            ?? OfSeccomp(need, errno)
            ?? OfMode(need)
            ?? OfLockdown(need)
            ?? OfProgramType(need)
            ?? OfMemory(need)
            ?? OfNothing(need, errno);

    private static PermissionFinding? OfToken(PermissionNeed need, DescriptorHandle? token)
        => token is not null && TokenDelegation.Read(token).Lacks(need) is { } missing ? new(BpfPermissionReason.Token, PermissionWords.Token(missing)) : null;

    private static PermissionFinding? OfMode(PermissionNeed need) => need.Mode is { } mode ? new(BpfPermissionReason.AccessMode, mode) : null;

    /// <summary>Which right is missing, where that is known; otherwise <c>null</c>.</summary>
    public PermissionFinding? OfRights(PermissionNeed need, DescriptorHandle? token = null)
    {
        LinuxCapability[] asked = Asked(need);
        foreach (LinuxCapability capability in asked)
        {
            if (facts.Has(capability, need.SysAdminDoes)) continue;
            string missing = capability.ToKernelName();
            if (capability is LinuxCapability.Bpf && need.IsOpenBySysctl && facts.UnprivilegedBpfDisabled is { } sysctl)
                return new(BpfPermissionReason.UnprivilegedBpfDisabled, PermissionWords.Sysctl(sysctl, missing), missing);
            string instead = need.Paranoia is { } limit ? PermissionWords.ByParanoia(limit, facts.Paranoia) : need.Instead ?? "";
            return new(BpfPermissionReason.MissingCapability, PermissionWords.Missing(need.What, asked.Select(LinuxCapabilityNames.ToKernelName), missing, instead), missing);
        }

        if (asked.Length == 0 || facts.InInitialUserNamespace is not false || need.CountsElsewhere || token is not null) return null;
        string otherwise = need is { Program: not BpfProgramType.Unspec } or { Map: not BpfMapType.Unspec } or { Command: BpfCommand.BtfLoad } ? PermissionWords.OrToken : "";
        return new(BpfPermissionReason.UserNamespace, PermissionWords.UserNamespace(need.What, asked.Select(LinuxCapabilityNames.ToKernelName), otherwise));
    }

    /// <summary>The capabilities that this kernel, with its settings, asks for.</summary>
    private LinuxCapability[] Asked(PermissionNeed need)
    {
        bool isOpen = need.IsOpenBySysctl && facts.UnprivilegedBpfDisabled is 0;
        bool isFree = need.Paranoia is { } limit && facts.Paranoia <= limit;
        IEnumerable<LinuxCapability> asked = need.Capabilities.Where(capability
            => (capability is not LinuxCapability.Bpf || !isOpen) && (capability is not LinuxCapability.Perfmon || !isFree));
        if (facts.HasSplitCapabilities) return [.. asked];
        if (need.Older is { } older) return isOpen ? [] : older;
        return [.. asked.Select(capability => capability is LinuxCapability.Bpf or LinuxCapability.Perfmon ? LinuxCapability.SysAdmin : capability).Distinct()];
    }

    /// <summary>What refuses in front of the kernel's own look at the call: a filter, or, before 5.19, the sysctl for all commands.</summary>
    private PermissionFinding? OfSeccomp(PermissionNeed need, Errno errno)
    {
        bool hasFilter = facts.SeccompMode is 2, isClosed = need.Call is SystemCall.Bpf && facts.UnprivilegedBpfDisabled > 0 && !facts.Has(LinuxCapability.Bpf);
        if ((!hasFilter && !isClosed) || !MalformedCall.IsRefused(kernel, need, errno)) return null;
        if (!isClosed)
        {
            string call = need.Command is { } command ? $"bpf(2) with {command.ToKernelName()}" : "perf_event_open(2)";
            return new(BpfPermissionReason.Seccomp, PermissionWords.Seccomp(call));
        }

        string missing = (facts.HasSplitCapabilities ? LinuxCapability.Bpf : LinuxCapability.SysAdmin).ToKernelName();
        return hasFilter ? null : new(BpfPermissionReason.UnprivilegedBpfDisabled, PermissionWords.Sysctl(facts.UnprivilegedBpfDisabled!.Value, missing), missing);
    }

    private PermissionFinding? OfLockdown(PermissionNeed need)
        => need.IsLockedDown && facts.Lockdown is "confidentiality" ? new(BpfPermissionReason.Lockdown, PermissionWords.Lockdown(need.What)) : null;

    /// <summary>Proof that the type and not the process is refused: trivial programs that need the same rights are taken.</summary>
    private PermissionFinding? OfProgramType(PermissionNeed need)
    {
        BpfProgramType type = need.Program;
        bool isProven = type is not BpfProgramType.Unspec
            && evidence is not null
            && OtherLoads(type, BpfProgramType.SocketFilter)
            && (!RequiredCapabilities.IsNetwork(type) || OtherLoads(type, BpfProgramType.SchedCls))
            && (!RequiredCapabilities.IsTracing(type) || OtherLoads(type, BpfProgramType.RawTracepoint));
        return isProven ? new(BpfPermissionReason.KernelRefusesProgramType, PermissionWords.ProgramType($"{type}")) : null;
    }

    private bool OtherLoads(BpfProgramType type, BpfProgramType other) => type != other && evidence!.Loads(other);

    private PermissionFinding? OfMemory(PermissionNeed need)
    {
        if (!need.IsCharged || evidence?.MemoryLimit is not { } limit) return null;
        bool mayRaise = facts.Has(LinuxCapability.SysResource, orSysAdmin: false);
        return new(BpfPermissionReason.MemoryLock, PermissionWords.MemoryLock(limit), mayRaise ? null : LinuxCapability.SysResource.ToKernelName());
    }

    private PermissionFinding OfNothing(PermissionNeed need, Errno errno)
    {
        List<string> possible = [];
        if (need.Otherwise is { } otherwise) possible.Add(otherwise);
        if (facts.SeccompMode is 2 && need is { Call: null, IsMessage: false }) possible.Add("a seccomp filter, which is in force, refuses");
        if (need.IsCharged && facts.Lockdown is { } mode and not "none") possible.Add($"kernel lockdown is in mode '{mode}', and kernels of some distributions refuse then");
        possible.Add(facts.SelinuxEnforces && errno is Errno.EACCES ? "SELinux, which is in enforcing mode and answers so, refuses (see the kernel's audit log)" : PermissionWords.AndModule);
        return new(
            BpfPermissionReason.Unknown,
            PermissionWords.Unknown(need.What, [.. Asked(need).Select(LinuxCapabilityNames.ToKernelName)], facts.EffectiveCapabilities is not null, possible));
    }
}
