using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>One attach to a cgroup that is being tried: all that wording its failure takes.</summary>
internal sealed record CgroupAttempt(Cgroup Cgroup, BpfProgramHandle Program, BpfAttachType AttachType, CgroupListOptions Placement)
{
    public BpfCommand Command => Placement is CgroupOptions ? BpfCommand.LinkCreate : BpfCommand.ProgAttach;

    public CgroupAttachMode Mode => Placement is CgroupLegacyOptions legacy ? legacy.Mode : CgroupAttachMode.AllowMulti;

    public BpfProgramHandle? Replace => (Placement as CgroupLegacyOptions)?.Replaced;

    private Kernel Kernel => Program.Kernel;

    /// <summary><c>BPF_LINK_CREATE</c>.</summary>
    public BpfLinkHandle CreateLink()
    {
        CheckPlacement();
        using HandleHold target = Cgroup.Handle.Hold();
        using HandleHold program = Program.Hold();
        using HandleHold anchor = Anchor();
        LinkCreateAttr attributes = new()
        {
            ProgFd = program.Descriptor,
            TargetFd = target.Descriptor,
            AttachType = AttachType,
            Flags = Placement.Flags,
            Ordered = new() { RelativeFd = AnchorField(anchor), ExpectedRevision = Placement.ExpectedRevision ?? 0 },
        };
        Errno errno = Kernel.LinkCreate(ref attributes, out BpfLinkHandle link).ToErrno();
        return errno == Errno.None ? link : throw CgroupFailure.OfAttach(this, errno);
    }

    /// <summary><c>BPF_PROG_ATTACH</c>.</summary>
    public void AttachLegacy(CgroupLegacyOptions options)
    {
        Defined.Require(options.Mode, nameof(options));
        CheckPlacement();

        // In a list that takes one program the kernel does not look at positions, and replaces what is there.
        bool isOnlyIfEmpty = options.Mode != CgroupAttachMode.AllowMulti && options.Position == BpfAttachPosition.OnlyIfEmpty;
        bool isOwnRevision = isOnlyIfEmpty && options.ExpectedRevision is null;
        Errno errno;
        do
        {
            ulong? revision = isOnlyIfEmpty ? RevisionOfEmpty() : null;
            errno = AttachOnce(options, options.ExpectedRevision ?? revision);
        }
        while (errno == Errno.ESTALE && isOwnRevision);
        if (errno != Errno.None) throw CgroupFailure.OfAttach(this, errno);
    }

    private Errno AttachOnce(CgroupLegacyOptions options, ulong? expectedRevision)
    {
        using HandleHold target = Cgroup.Handle.Hold();
        using HandleHold program = Program.Hold();
        using HandleHold replaced = new(options.Replaced);
        using HandleHold anchor = Anchor();
        ProgramAttachAttr attributes = new()
        {
            TargetFd = target.Descriptor,
            AttachBpfFd = program.Descriptor,
            AttachType = AttachType,
            AttachFlags = options.AttachFlags,
            ReplaceBpfFd = replaced.Descriptor,
            RelativeFd = AnchorField(anchor),
            ExpectedRevision = expectedRevision ?? 0,
        };
        return Kernel.ProgramAttach(ref attributes).ToErrno();
    }

    private ulong? RevisionOfEmpty()
    {
        if (Cgroup.TryQuery(AttachType, effective: false, out CgroupPrograms? list) != Errno.None) return null;
        if (list!.Programs.Count > 0) throw CgroupInvalidArgument.NotEmpty(this, list, Errno.None);
        return list.Revision > 0 ? list.Revision : null;
    }

    private HandleHold Anchor() => new(Placement.Position?.AnchorHandle);

    private uint AnchorField(HandleHold anchor) => Placement.Position is { AnchorId: > 0 } byId ? byId.AnchorId : (uint)anchor.Descriptor;

    private void CheckPlacement()
    {
        if (CgroupHook.IsElsewhere(AttachType)) throw CgroupFailure.OfAttach(this, Errno.EINVAL);
        bool isLink = Placement is CgroupOptions;
        if (Placement.Position is { HasAnchor: true } position && position.HasLinkAnchor != isLink)
        {
            throw new ArgumentException(isLink
                ? "A link on a cgroup takes another link as its anchor, not a program."
                : "A legacy attachment takes another attached program as its anchor, not a link.");
        }

        if (Placement.Position is { HasAnchor: true } && Mode != CgroupAttachMode.AllowMulti)
            throw CgroupFailure.Attach(this, BpfAttachError.InvalidOptions, Errno.None, $"{CgroupFailure.What(this)}: a list in mode {Mode} takes one program, so that it has no place beside another.");

        // Kernels before 6.17 refuse the flags, but a revision alone they pass over in silence.
        if (Placement.ExpectedRevision is not null) CgroupFeatures.RequireRevisions(Cgroup, Command);
    }
}
