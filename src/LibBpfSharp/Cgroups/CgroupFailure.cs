namespace LibBpfSharp;

/// <summary>Words what the kernel answered to calls on a cgroup; asks it further where the errno leaves the cause open.</summary>
internal static class CgroupFailure
{
    public static BpfException OfAttach(CgroupAttempt attempt, Errno errno)
    {
        string what = What(attempt);
        return errno switch
        {
            Errno.EPERM => OfPermission(attempt, what),
            Errno.EINVAL => CgroupInvalidArgument.Explain(attempt, what),
            Errno.ENOENT when IsRemoved(attempt.Cgroup, attempt.AttachType) => Removed(attempt.Cgroup, attempt.Command, errno),
            Errno.ENOENT => Attach(attempt, BpfAttachError.NotAttached, errno, attempt.Replace is null
                ? $"{what}: the anchor of its position is not in this cgroup's list. Query the list and choose again."
                : $"{what}: the program to replace is not in this cgroup's list, or a link holds it (update the link then)."),
            Errno.E2BIG => Attach(attempt, BpfAttachError.TooManyPrograms, errno, attempt.AttachType == BpfAttachType.LsmCgroup
                ? $"{what}: {CgroupLsmSlots.Words}"
                : $"{what}: its list is full, 64 programs. Detach one first."),
            Errno.ESTALE => Attach(attempt, BpfAttachError.RevisionChanged, errno,
                $"{what}: the list is no longer at revision {attempt.Placement.ExpectedRevision}{Now(attempt.Cgroup, attempt.AttachType)}. Query it again and decide anew."),
            Errno.EBADF when attempt.Replace is not null && attempt.Cgroup.TryQuery(attempt.AttachType, effective: false, out _) == Errno.None
                => Attach(attempt, BpfAttachError.MissingParameter, errno, $"{what}: the descriptor of the program to replace is not open any more."),
            Errno.EBADF => Attach(attempt, BpfAttachError.NotCgroupV2, errno, $"{what}: the kernel does not take the directory for a cgroup v2 directory."),
            _ => Attach(attempt, BpfAttachError.Unknown, errno, $"{what}: {errno.Describe()}."),
        };
    }

    /// <summary>What was tried, as a sentence without its full stop.</summary>
    public static string What(CgroupAttempt attempt) => $"The program cannot be attached to cgroup '{attempt.Cgroup.Path}' at {attempt.AttachType}";

    public static BpfException OfDetach(Cgroup cgroup, BpfProgramHandle program, BpfAttachType attachType, Errno errno) => errno switch
    {
        Errno.ENOENT or Errno.EINVAL when IsRemoved(cgroup, attachType) => Removed(cgroup, BpfCommand.ProgDetach, errno),
        Errno.ENOENT or Errno.EINVAL => NotAttached(cgroup, attachType, BpfProgramInfo.Read(program).Id, BpfCommand.ProgDetach, errno),
        Errno.ESTALE => new BpfAttachException(
            $"The list of cgroup '{cgroup.Path}' at {attachType} has changed since its revision was read{Now(cgroup, attachType)}. Query it again and decide anew.",
            BpfAttachError.RevisionChanged, errno, BpfCommand.ProgDetach, cgroup.Path),
        Errno.EPERM => NoRight($"The program cannot be detached from cgroup '{cgroup.Path}'", cgroup, BpfCommand.ProgDetach, attachType),
        _ => new BpfException($"The program cannot be detached from cgroup '{cgroup.Path}' at {attachType}: {errno.Describe()}.", errno, BpfCommand.ProgDetach, cgroup.Path),
    };

    public static BpfException OfQuery(Cgroup cgroup, BpfAttachType attachType, Errno errno) => errno switch
    {
        Errno.ENOENT => Removed(cgroup, BpfCommand.ProgQuery, errno),
        Errno.EPERM => NoRight($"The programs of cgroup '{cgroup.Path}' cannot be listed", cgroup, BpfCommand.ProgQuery, attachType),
        Errno.EINVAL => HookNotSupported(cgroup, attachType, BpfCommand.ProgQuery),
        _ => new BpfException($"The programs of cgroup '{cgroup.Path}' at {attachType} cannot be listed: {errno.Describe()}.", errno, BpfCommand.ProgQuery, cgroup.Path),
    };

    public static BpfAttachException NotAttached(Cgroup cgroup, BpfAttachType attachType, uint programId, BpfCommand command, Errno errno) => new(
        $"Program {programId} is not among the legacy attachments of cgroup '{cgroup.Path}' at {attachType}: it was detached or replaced, or a link holds it.",
        BpfAttachError.NotAttached, errno, command, cgroup.Path);

    public static BpfNotSupportedException OrderNotSupported(Cgroup cgroup, BpfCommand command, Errno errno) => new(
        "a position, PREORDER or an expected revision in a cgroup's list of programs", new Version(6, 17), errno, command, cgroup.Path,
        "Attach without these options; the order is then that of attaching.");

    public static BpfNotSupportedException PreorderNotSupported(Cgroup cgroup, BpfCommand command) => new(
        "PREORDER for a legacy attachment to a cgroup", new Version(6, 15), Errno.EINVAL, command, cgroup.Path,
        "Attach without it; the program then runs behind those of descendants.");

    public static BpfNotSupportedException HookNotSupported(Cgroup cgroup, BpfAttachType attachType, BpfCommand command)
        => new($"the cgroup attach type {attachType}", null, Errno.EINVAL, command, cgroup.Path);

    public static BpfAttachException Attach(CgroupAttempt attempt, BpfAttachError reason, Errno errno, string message)
        => new(message, reason, errno, attempt.Command, attempt.Cgroup.Path);

    public static BpfAttachException Removed(Cgroup cgroup, BpfCommand command, Errno errno)
        => new($"Cgroup '{cgroup.Path}' (id {cgroup.Id}) was removed; its programs went with it.", BpfAttachError.CgroupRemoved, errno, command, cgroup.Path);

    public static BpfAttachException NeverQuiet(Cgroup cgroup) => new(
        $"The list of cgroup '{cgroup.Path}' or of one above it changes faster than it can be read. Try again.", BpfAttachError.RevisionChanged, objectName: cgroup.Path);

    /// <summary>A query answers ENOENT for nothing but a removed cgroup.</summary>
    private static bool IsRemoved(Cgroup cgroup, BpfAttachType attachType) => cgroup.TryQuery(attachType, effective: false, out _) == Errno.ENOENT;

    private static string Now(Cgroup cgroup, BpfAttachType attachType)
        => cgroup.TryQuery(attachType, effective: false, out CgroupPrograms? list) == Errno.None ? $"; it is at {list!.Revision}, with {Describe(list.Ids)}" : "";

    private static string Describe(IReadOnlyList<uint> ids) => ids.Count == 0 ? "no program" : $"programs {string.Join(", ", ids)}";

    private static BpfException OfPermission(CgroupAttempt attempt, string what)
    {
        CgroupConflict? conflict = CgroupConflictSearch.Find(attempt.Cgroup, attempt.AttachType, attempt.Mode);
        if (conflict is null) return NoRight(what, attempt.Cgroup, attempt.Command, attempt.AttachType);

        string place = conflict.Path == attempt.Cgroup.Path ? "this cgroup" : $"its ancestor '{conflict.Path}'";
        string wanted = attempt.Placement is CgroupOptions ? "a link needs AllowMulti" : $"{attempt.Mode} was asked for";
        return new BpfAttachException(
            $"{what}: {place} holds {conflict.Describe(attempt.Cgroup.Kernel)} in mode {conflict.Mode}, which excludes it ({wanted}). Detach it there, or have its owner attach it with AllowMulti.",
            BpfAttachError.ModeConflict, Errno.EPERM, attempt.Command, attempt.Cgroup.Path)
        { Conflict = conflict };
    }

    /// <summary>A refusal that no program which could be seen explains.</summary>
    private static BpfPermissionException NoRight(string what, Cgroup cgroup, BpfCommand command, BpfAttachType attachType) => PermissionDiagnosis.Explain(
        cgroup.Kernel, what, Errno.EPERM, RequiredCapabilities.For(command, CgroupHook.ProgramTypeOf(attachType)), cgroup.Path);
}
