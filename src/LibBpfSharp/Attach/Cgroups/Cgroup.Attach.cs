using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class Cgroup
{
    /// <summary>Attaches a program by a link (<c>BPF_LINK_CREATE</c>). Linux 5.7.</summary>
    /// <param name="program">The program.</param>
    /// <param name="attachType">The hook; it must fit the program's type and, where it was loaded with one, its expected attach type.</param>
    /// <param name="options">Place and conditions; <c>null</c> for last and none.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <remarks>Needs CAP_NET_ADMIN for CgroupSkb programs; for other types loading them did.</remarks>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.ModeConflict"/>, <see cref="BpfAttachError.TooManyPrograms"/>, <see cref="BpfAttachError.ProgramMismatch"/>,
    /// <see cref="BpfAttachError.RevisionChanged"/>, <see cref="BpfAttachError.NotAttached"/> (the anchor), <see cref="BpfAttachError.InvalidOptions"/>
    /// or <see cref="BpfAttachError.CgroupRemoved"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no links, no options of the kind given, or not the attach type.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    /// <exception cref="ArgumentException">The position's anchor is a program: a link takes a link.</exception>
    public CgroupLink Attach(BpfProgramHandle program, BpfAttachType attachType, CgroupLinkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        return CgroupLink.Create(this, program, attachType, options);
    }

    /// <summary>Attaches a program by the legacy call (<c>BPF_PROG_ATTACH</c>): it stays when the process ends. Linux 4.10.</summary>
    /// <param name="program">The program.</param>
    /// <param name="attachType">The hook.</param>
    /// <param name="options">Mode, place and conditions; <c>null</c> for <see cref="CgroupAttachMode.AllowMulti"/>, last, and none.</param>
    /// <returns>The attachment, which holds the program and the cgroup's directory by descriptors of its own; disposing it detaches.</returns>
    /// <inheritdoc cref="Attach" path="/exception[@cref='T:LibBpfSharp.BpfNotSupportedException' or @cref='T:LibBpfSharp.BpfPermissionException']"/>
    /// <exception cref="BpfAttachException">As for <see cref="Attach"/>, and <see cref="BpfAttachError.AlreadyAttached"/>.</exception>
    public CgroupAttachment AttachLegacy(BpfProgramHandle program, BpfAttachType attachType, CgroupAttachmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        return CgroupAttachment.Create(this, program, attachType, options);
    }

    /// <summary>Attaches by a link, or, where the kernel has no links (before 5.7) and <paramref name="fallback"/> allows it, by the legacy call.</summary>
    /// <param name="program">The program.</param>
    /// <param name="attachType">The hook.</param>
    /// <param name="fallback">Whether and how to fall back. Any failure but the lack of links is thrown, not fallen back from.</param>
    /// <inheritdoc cref="Attach" path="/exception"/>
    public ICgroupAttachment AttachWithFallback(BpfProgramHandle program, BpfAttachType attachType, CgroupFallbackOptions fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return FallsBack(fallback, program.Kernel)
            ? AttachLegacy(program, attachType, new() { Mode = fallback.LegacyMode })
            : Attach(program, attachType);
    }

    internal static bool FallsBack(CgroupFallbackOptions fallback, Kernel kernel) => fallback.AllowLegacyFallback && !CgroupFeatures.HasLinks(kernel);

    /// <summary>Takes a program off that was attached by the legacy call, whoever attached it (<c>BPF_PROG_DETACH</c>).</summary>
    /// <param name="program">The program. Outside of <see cref="CgroupAttachMode.AllowMulti"/> the kernel does not look at it and detaches whatever is there.</param>
    /// <param name="attachType">The hook.</param>
    /// <param name="expectedRevision">The list's revision that must still hold (Linux 6.17); <c>null</c> does not check.</param>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.NotAttached"/>, also for a program that a link holds; <see cref="BpfAttachError.RevisionChanged"/>; <see cref="BpfAttachError.CgroupRemoved"/>.
    /// </exception>
    public void Detach(BpfProgramHandle program, BpfAttachType attachType, ulong? expectedRevision = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (expectedRevision is not null && !CgroupFeatures.HasRevisions(this))
            throw CgroupFailure.OrderNotSupported(this, BpfCommand.ProgDetach, Errno.None);

        using HandleHold target = Handle.Hold();
        using HandleHold held = program.Hold();
        ProgramAttachAttr attributes = new()
        {
            TargetFd = target.Descriptor, AttachBpfFd = held.Descriptor, AttachType = attachType, ExpectedRevision = expectedRevision ?? 0,
        };
        Errno errno = program.Kernel.ProgramDetach(ref attributes).ToErrno();
        if (errno != Errno.None) throw CgroupFailure.OfDetach(this, program, attachType, errno);
    }

    /// <summary>The same directory by a descriptor of its own.</summary>
    internal Cgroup Duplicate() => new(Handle.Duplicate(new DescriptorHandle(Kernel)), Path, Id);
}
