using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class Cgroup
{
    /// <summary>Attaches a program by a link (<c>BPF_LINK_CREATE</c>). Linux 5.7.</summary>
    /// <param name="program">The program. The link holds the program arrays of its object, which may be disposed before.</param>
    /// <param name="attachType">The hook; it must fit the program's type and, where it was loaded with one, its expected attach type.</param>
    /// <param name="options">Position and conditions; <c>null</c> for last and none.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <remarks>Needs CAP_NET_ADMIN for CgroupSkb programs; for other types loading them did.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.ModeConflict"/>, <see cref="BpfAttachError.TooManyPrograms"/>, <see cref="BpfAttachError.ProgramMismatch"/>,
    /// <see cref="BpfAttachError.RevisionChanged"/>, <see cref="BpfAttachError.NotAttached"/> (the anchor), <see cref="BpfAttachError.InvalidOptions"/>
    /// or <see cref="BpfAttachError.CgroupRemoved"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no links, no options of the kind given, or not the attach type.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    /// <exception cref="ArgumentException">The position's anchor is a program: a link takes a link.</exception>
    public CgroupLink Attach(BpfProgram program, BpfAttachType attachType, CgroupOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        return program.AttachCgroup(this, (options ?? CgroupOptions.Plain) with { AttachType = attachType });
    }

    /// <summary>Attaches a program by the legacy call (<c>BPF_PROG_ATTACH</c>): it stays when the process ends. Linux 4.10.</summary>
    /// <param name="program">The program.</param>
    /// <param name="attachType">The hook.</param>
    /// <param name="options">Mode, place and conditions; <c>null</c> for <see cref="CgroupAttachMode.AllowMulti"/>, last, and none.</param>
    /// <returns>The attachment, which holds the program and the cgroup's directory by descriptors of its own; disposing it detaches.</returns>
    /// <inheritdoc cref="Attach" path="/exception[@cref='T:LibBpfSharp.BpfNotSupportedException' or @cref='T:LibBpfSharp.BpfPermissionException']"/>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">As for <see cref="Attach"/>, and <see cref="BpfAttachError.AlreadyAttached"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    public CgroupAttachment AttachLegacy(BpfProgram program, BpfAttachType attachType, CgroupLegacyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        return program.AttachCgroupLegacy(this, (options ?? CgroupLegacyOptions.Multi) with { AttachType = attachType });
    }

    /// <summary>Attaches by a link, or, where the kernel has no links (before 5.7) and <paramref name="fallback"/> allows it, by the legacy call.</summary>
    /// <param name="program">The program.</param>
    /// <param name="attachType">The hook.</param>
    /// <param name="fallback">Whether and how to fall back. Any failure but the lack of links is thrown, not fallen back from.</param>
    /// <inheritdoc cref="Attach" path="/exception"/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    public ICgroupAttachment AttachWithFallback(BpfProgram program, BpfAttachType attachType, CgroupWithFallbackOptions fallback)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(fallback);
        return FallsBack(fallback, program.Handle.Kernel)
            ? AttachLegacy(program, attachType, new() { Mode = fallback.LegacyMode })
            : Attach(program, attachType);
    }

    internal static bool FallsBack(CgroupWithFallbackOptions fallback, Kernel kernel)
    {
        Defined.Require(fallback.LegacyMode, nameof(fallback));
        return fallback.AllowLegacyFallback && !CgroupFeatures.HasLinks(kernel);
    }

    /// <summary>Takes a program off that was attached by the legacy call, whoever attached it (<c>BPF_PROG_DETACH</c>).</summary>
    /// <param name="program">The program.</param>
    /// <param name="attachType">The hook.</param>
    /// <param name="expectedRevision">The list's revision that must still hold (Linux 6.17); <c>null</c> does not check.</param>
    /// <remarks>
    /// Outside of <see cref="CgroupAttachMode.AllowMulti"/> the kernel does not look at the program and detaches whatever is there. That it is this one is looked up
    /// first; since Linux 6.17 the kernel is told to detach from that very list, before, a moment is left between the two.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.NotAttached"/>, also for a program that a link holds; <see cref="BpfAttachError.RevisionChanged"/>; <see cref="BpfAttachError.CgroupRemoved"/>.
    /// </exception>
    public void Detach(BpfProgram program, BpfAttachType attachType, ulong? expectedRevision = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        TakeOff(program.Handle, attachType, expectedRevision);
    }

    internal void TakeOff(BpfProgramHandle program, BpfAttachType attachType, ulong? expectedRevision = null)
    {
        if (expectedRevision is not null) CgroupFeatures.RequireRevisions(this, BpfCommand.ProgDetach);
        Errno errno;
        do
        {
            ulong? revision = expectedRevision ?? RevisionOfOnly(program, attachType, BpfCommand.ProgDetach);
            errno = DetachOnce(program, attachType, revision);
        }
        while (errno == Errno.ESTALE && expectedRevision is null);
        if (errno != Errno.None) throw CgroupFailure.OfDetach(this, program, attachType, errno);
    }

    /// <summary>
    /// The revision of a list that takes one program, which is the given one; <c>null</c> where the kernel has no revisions, and for lists in which it looks at
    /// the program by itself.
    /// </summary>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NotAttached"/>: the list has another program.</exception>
    internal ulong? RevisionOfOnly(BpfProgramHandle program, BpfAttachType attachType, BpfCommand command)
    {
        if (TryQuery(attachType, effective: false, out CgroupPrograms? list) != Errno.None) return null;
        if (list!.Mode == CgroupAttachMode.AllowMulti || list.Programs.Count == 0) return null;
        uint id = BpfProgramInfo.Read(program).Id;
        if (!list.Ids.Contains(id)) throw CgroupFailure.NotAttached(this, attachType, id, command, Errno.None);
        return list.Revision > 0 ? list.Revision : null;
    }

    private Errno DetachOnce(BpfProgramHandle program, BpfAttachType attachType, ulong? revision)
    {
        if (CgroupHook.IsElsewhere(attachType)) return Errno.EINVAL;
        using HandleHold target = Handle.Hold();
        using HandleHold held = program.Hold();
        ProgramAttachAttr attributes = new()
        {
            TargetFd = target.Descriptor,
            AttachBpfFd = held.Descriptor,
            AttachType = attachType,
            ExpectedRevision = revision ?? 0,
        };
        return program.Kernel.ProgramDetach(ref attributes).ToErrno();
    }

    /// <summary>The same directory by a descriptor of its own.</summary>
    internal Cgroup Duplicate() => new(Handle.Duplicate(new DescriptorHandle(Kernel)), Path, Id);
}
