using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Finds which of the many causes of EINVAL it was that an attach to a cgroup ran into.</summary>
internal static class CgroupInvalidArgument
{
    public static BpfException Explain(CgroupAttempt attempt, string what)
    {
        if (attempt.Placement is CgroupOptions && !CgroupFeatures.HasLinks(attempt.Program.Kernel)) return NoLinks(attempt);

        BpfProgramInfo program = BpfProgramInfo.Read(attempt.Program);
        BpfProgramType takes = CgroupHook.ProgramTypeOf(attempt.AttachType);
        if (takes != program.Type)
        {
            string reason = takes == BpfProgramType.Unspec ? "that is not an attach type of cgroups" : $"it takes {takes} programs, and this is a {program.Type} program";
            return Invalid(attempt, BpfAttachError.ProgramMismatch, $"{what}: {reason}.");
        }

        if (OfRights(attempt, program, what) is { } refused) return refused;
        if (attempt.Cgroup.TryQuery(attempt.AttachType, effective: false, out CgroupPrograms? list) == Errno.EINVAL)
            return CgroupFailure.HookNotSupported(attempt.Cgroup, attempt.AttachType, attempt.Command);
        if (attempt.AttachType == BpfAttachType.LsmCgroup && CgroupLsmSlots.AreTaken(program, attempt.Program.Kernel))
            return Invalid(attempt, BpfAttachError.TooManyPrograms, $"{what}: {CgroupLsmSlots.Words}");

        if (OfKernel(attempt) is { } lacking) return lacking;
        return OfLegacy(attempt, program, list, what)
            ?? OfPosition(attempt, list, what)
            ?? Invalid(attempt, BpfAttachError.ProgramMismatch, $"{what}: the program was loaded for another attach type of its kind. Load it with expected attach type {attempt.AttachType}.");
    }

    /// <summary>The legacy call says EINVAL for want of the capability, too (<c>bpf_prog_attach</c>, 5.8).</summary>
    private static BpfPermissionException? OfRights(CgroupAttempt attempt, BpfProgramInfo program, string what)
    {
        if (attempt.Placement is not CgroupLegacyOptions) return null;
        Kernel kernel = attempt.Program.Kernel;
        PermissionNeed need = RequiredCapabilities.For(attempt.Command, program.Type);
        return new PermissionDiagnosis(kernel, PermissionFacts.Read(kernel)).OfRights(need) is { } finding
            ? new($"{what}: {Errno.EINVAL.Describe()}. {finding.Explanation}", Errno.EINVAL, finding.Reason, finding.MissingCapability, attempt.Command, attempt.Cgroup.Path)
            : null;
    }

    /// <summary>What this kernel does not know of the options; PREORDER it may know for legacy attachments only.</summary>
    private static BpfNotSupportedException? OfKernel(CgroupAttempt attempt)
    {
        CgroupListOptions placement = attempt.Placement;
        if (placement.IsPlain) return null;
        if (placement is CgroupLegacyOptions { Position: null, ExpectedRevision: null })
            return PreorderFacts.Of(attempt.Program.Kernel).IsKnown ? null : CgroupFailure.PreorderNotSupported(attempt.Cgroup, attempt.Command);
        return CgroupFeatures.HasRevisions(attempt.Cgroup) ? null : CgroupFailure.OrderNotSupported(attempt.Cgroup, attempt.Command, Errno.EINVAL);
    }

    private static BpfAttachException? OfLegacy(CgroupAttempt attempt, BpfProgramInfo program, CgroupPrograms? list, string what)
    {
        if (attempt.Placement is not CgroupLegacyOptions options) return null;
        if (options.Replaced is { } replaced)
        {
            if (options.Mode != CgroupAttachMode.AllowMulti) return Invalid(attempt, BpfAttachError.InvalidOptions, $"{what}: a program can be replaced in mode AllowMulti only.");
            if (options.Position is not null) return Invalid(attempt, BpfAttachError.InvalidOptions, $"{what}: a replacing program takes the place of the old one; it cannot have a position.");
            BpfProgramInfo old = BpfProgramInfo.Read(replaced);
            if (old.Type != program.Type) return Invalid(attempt, BpfAttachError.ProgramMismatch, $"{what}: it is a {program.Type} program, the one to replace is a {old.Type} program.");
        }

        return options.Mode == CgroupAttachMode.AllowMulti && list is not null && list.Ids.Contains(program.Id)
            ? Invalid(attempt, BpfAttachError.AlreadyAttached, $"{what}: program {program.Id} is in the list already, and the legacy call takes a program once.")
            : null;
    }

    private static BpfAttachException? OfPosition(CgroupAttempt attempt, CgroupPrograms? list, string what)
    {
        if (attempt.Placement.Position is not { } position) return null;
        if (position == BpfAttachPosition.OnlyIfEmpty && list is { Programs.Count: > 0 })
            return NotEmpty(attempt, list, Errno.EINVAL);
        return position.HasAnchor
            ? Invalid(attempt, BpfAttachError.InvalidOptions, $"{what}: the anchor must be attached in the same way, with PREORDER if the new program has it and without if not.")
            : null;
    }

    public static BpfAttachException NotEmpty(CgroupAttempt attempt, CgroupPrograms list, Errno errno)
        => CgroupFailure.Attach(attempt, BpfAttachError.InvalidOptions, errno, $"{CgroupFailure.What(attempt)}: the list is not empty, it holds {string.Join(", ", list.Ids)}.");

    private static BpfNotSupportedException NoLinks(CgroupAttempt attempt) => new(
        "BPF links on cgroups", new Version(5, 7), Errno.EINVAL, BpfCommand.LinkCreate, attempt.Cgroup.Path,
        $"Attach with {nameof(CgroupWithFallbackOptions.AllowLegacyFallback)} or {nameof(Cgroup.AttachLegacy)}; the program then stays when the process dies.");

    private static BpfAttachException Invalid(CgroupAttempt attempt, BpfAttachError reason, string message) => CgroupFailure.Attach(attempt, reason, Errno.EINVAL, message);
}
