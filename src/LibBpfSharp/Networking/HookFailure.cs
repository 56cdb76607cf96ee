namespace LibBpfSharp.Networking;

/// <summary>Words what the kernel answered to calls about a hook; asks it further where the errno leaves the cause open.</summary>
internal static class HookFailure
{
    public static BpfException OfAttach(HookTarget target, BpfProgramHandle program, Errno errno, BpfCommand command, in ListRequest request)
    {
        if (errno is Errno.EINVAL or Errno.EOPNOTSUPP && Missing(target, command, errno) is { } missing) return missing;
        if (errno == Errno.ENODEV || (errno == Errno.EINVAL && IsGone(target))) return Gone(target, errno, command);
        BpfProgramInfo info = BpfProgramInfo.Read(program);
        string? hint = errno switch
        {
            Errno.EEXIST or Errno.EBUSY => $"In the way: {Others(target)}.",
            Errno.ENOENT => "What is to be replaced, or the anchor of the position, is not in the list. Query it and choose again.",
            Errno.ESTALE => $"The list is no longer at revision {request.ExpectedRevision}. Query it again and decide anew.",
            Errno.ERANGE or Errno.E2BIG => "The list is full. Detach a program first.",
            Errno.ENXIO => "The interface is none of the kind that has this hook.",
            Errno.EACCES => "Of the two ends of a netkit pair only the primary takes programs, for both.",
            Errno.EINVAL => $"The program is of type {info.Type}; it must be of the type, and loaded for the attach type, that the hook takes, and the position must make sense there.",
            _ => null,
        };
        BpfAttachError? reason = errno switch
        {
            Errno.ENXIO or Errno.EACCES => BpfAttachError.InvalidTarget,
            _ => null,
        };
        return NetworkFailure.OfAttach(target.Kernel, info.Name, target.Place, errno, command, hint, reason);
    }

    public static BpfException OfDetach(HookTarget target, BpfProgramHandle program, Errno errno)
    {
        if (errno is Errno.ENOENT or Errno.ENODEV || (errno == Errno.EINVAL && IsGone(target)))
            return NotAttached(target, BpfProgramInfo.Read(program).Id, errno, BpfCommand.ProgDetach);
        string? hint = errno == Errno.EBUSY ? "A link holds it there." : null;
        return NetworkFailure.Of(target.Kernel, $"The program cannot be detached from {target.Place}", target.Place, errno, BpfCommand.ProgDetach, hint);
    }

    public static BpfException OfQuery(HookTarget target, Errno errno)
    {
        if (errno is Errno.EINVAL or Errno.EOPNOTSUPP && Missing(target, BpfCommand.ProgQuery, errno) is { } missing) return missing;
        return errno == Errno.ENODEV
            ? Gone(target, errno, BpfCommand.ProgQuery)
            : NetworkFailure.Of(target.Kernel, $"The programs at {target.Place} cannot be listed", target.Place, errno, BpfCommand.ProgQuery);
    }

    public static BpfAttachException NotAttached(HookTarget target, uint programId, Errno errno, BpfCommand command) => new(
        $"Program {programId} is not attached to {target.Place}: it was detached or replaced, a link holds it, or its target is gone.",
        BpfAttachError.NotAttached, errno, command, target.Place);

    public static BpfAttachException NotEmpty(HookTarget target, BpfHookPrograms programs, BpfCommand command) => new(
        $"The program is to be attached to {target.Place} only if the list is empty, and it holds {Describe(programs)}.", BpfAttachError.InvalidOptions, Errno.None, command, target.Place);

    private static BpfAttachException Gone(HookTarget target, Errno errno, BpfCommand command) => new(
        $"There is no interface with index {target.InterfaceIndex} for {target.Place} in the thread's network namespace (or no longer).",
        BpfAttachError.TargetNotFound, errno, command, target.Place);

    private static bool IsGone(HookTarget target)
        => target.InterfaceIndex != 0 && !(target.Namespace is { } space ? space.Run(() => NetworkInterfaces.Exists(target.Kernel, target.InterfaceIndex)) : NetworkInterfaces.Exists(target.Kernel, target.InterfaceIndex));

    /// <summary>What the kernel lacks, where that is the cause.</summary>
    private static BpfNotSupportedException? Missing(HookTarget target, BpfCommand command, Errno errno)
    {
        BpfFeature? feature = target.AttachType switch
        {
            BpfAttachType.TcxIngress or BpfAttachType.TcxEgress => BpfFeature.TcxLink,
            BpfAttachType.NetkitPrimary or BpfAttachType.NetkitPeer => BpfFeature.NetkitLink,
            BpfAttachType.FlowDissector or BpfAttachType.SkLookup when command == BpfCommand.LinkCreate => BpfFeature.NetworkNamespaceLink,
            BpfAttachType.SkMsgVerdict or BpfAttachType.SkSkbStreamParser or BpfAttachType.SkSkbStreamVerdict or BpfAttachType.SkSkbVerdict
                when command == BpfCommand.LinkCreate => BpfFeature.SockmapLink,
            BpfAttachType.Netfilter => BpfFeature.NetfilterLink,
            _ => null,
        };
        if (feature is not { } asked || BpfFeatures.Of(target.Kernel).Probe(asked) is not { Verdict: BpfFeatureVerdict.NotSupported }) return null;
        (string name, Version? since) = FeatureFacts.Of(asked);
        string? hint = asked switch
        {
            BpfFeature.TcxLink => $"Use {nameof(BpfProgram.AttachTc)}, which takes clsact then.",
            BpfFeature.SockmapLink => $"Use {nameof(BpfProgram.AttachSockmapLegacy)}.",
            BpfFeature.NetworkNamespaceLink when target.AttachType == BpfAttachType.FlowDissector => $"Use {nameof(BpfProgram.AttachFlowDissectorLegacy)}.",
            _ => null,
        };
        return new BpfNotSupportedException(name, since, errno, command, target.Place, hint);
    }

    private static string Others(HookTarget target)
        => target.Query(out BpfHookPrograms? programs) == Errno.None && programs!.Programs.Count > 0 ? Describe(programs) : "something the kernel does not tell";

    private static string Describe(BpfHookPrograms programs)
        => string.Join(", ", programs.Programs.Select(static program => program.LinkId == 0 ? $"program {program.ProgramId}" : $"program {program.ProgramId}, held by link {program.LinkId}"));
}
