namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches the program to a cgroup by a link (<c>BPF_LINK_CREATE</c>). Linux 5.7.</summary>
    /// <param name="path">The cgroup's directory: absolute, or relative to <see cref="Cgroup.MountPoint"/>.</param>
    /// <param name="options">Place and conditions; <c>null</c> for last and none.</param>
    /// <param name="attachType">The hook; <c>null</c> for <see cref="ExpectedAttachType"/>, or the only one programs of this type have.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <remarks>
    /// The link holds the object's program arrays, which would lose their programs with their last user reference: the object may be disposed, and tail calls go on.
    /// A link that is to outlive the process by a pin needs pins of these maps, too.
    /// </remarks>
    /// <inheritdoc cref="Cgroup.Attach(BpfProgram, BpfAttachType, CgroupLinkOptions?)" path="/exception"/>
    /// <inheritdoc cref="Cgroup.Open(string)" path="/exception"/>
    /// <exception cref="InvalidOperationException">The program is not loaded, or neither it nor <paramref name="attachType"/> names a hook.</exception>
    public CgroupLink AttachCgroup(string path, CgroupLinkOptions? options = null, BpfAttachType? attachType = null)
    {
        using var cgroup = Cgroup.Open(path, Handle.Kernel);
        return AttachCgroup(cgroup, options, attachType);
    }

    /// <summary>Attaches the program to an open cgroup by a link, which does not need the cgroup to stay open.</summary>
    /// <inheritdoc cref="AttachCgroup(string, CgroupLinkOptions?, BpfAttachType?)"/>
    public CgroupLink AttachCgroup(Cgroup cgroup, CgroupLinkOptions? options = null, BpfAttachType? attachType = null)
    {
        ArgumentNullException.ThrowIfNull(cgroup);
        return Kept(CgroupLink.Create(cgroup, Handle, attachType ?? CgroupAttachType(), options));
    }

    /// <summary>Attaches the program to a cgroup by the legacy call (<c>BPF_PROG_ATTACH</c>): it stays when the process dies. Linux 4.10.</summary>
    /// <param name="path">The cgroup's directory: absolute, or relative to <see cref="Cgroup.MountPoint"/>.</param>
    /// <param name="options">Mode, place and conditions; <c>null</c> for <see cref="CgroupAttachMode.AllowMulti"/>, last, and none.</param>
    /// <param name="attachType">The hook; <c>null</c> for <see cref="ExpectedAttachType"/>, or the only one programs of this type have.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <inheritdoc cref="Cgroup.AttachLegacy" path="/exception"/>
    /// <inheritdoc cref="Cgroup.Open(string)" path="/exception"/>
    /// <exception cref="InvalidOperationException">The program is not loaded, or neither it nor <paramref name="attachType"/> names a hook.</exception>
    public CgroupAttachment AttachCgroupLegacy(string path, CgroupAttachmentOptions? options = null, BpfAttachType? attachType = null)
    {
        using var cgroup = Cgroup.Open(path, Handle.Kernel);
        return AttachCgroupLegacy(cgroup, options, attachType);
    }

    /// <summary>Attaches the program to an open cgroup by the legacy call. The attachment holds the directory by a descriptor of its own.</summary>
    /// <inheritdoc cref="AttachCgroupLegacy(string, CgroupAttachmentOptions?, BpfAttachType?)"/>
    public CgroupAttachment AttachCgroupLegacy(Cgroup cgroup, CgroupAttachmentOptions? options = null, BpfAttachType? attachType = null)
    {
        ArgumentNullException.ThrowIfNull(cgroup);
        return Kept(CgroupAttachment.Create(cgroup, Handle, attachType ?? CgroupAttachType(), options));
    }

    /// <summary>Attaches the program by a link, or, on a kernel without links (before 5.7) and only if <paramref name="fallback"/> allows it, by the legacy call.</summary>
    /// <param name="path">The cgroup's directory: absolute, or relative to <see cref="Cgroup.MountPoint"/>.</param>
    /// <param name="fallback">Whether and how to fall back.</param>
    /// <param name="attachType">The hook; <c>null</c> for <see cref="ExpectedAttachType"/>, or the only one programs of this type have.</param>
    /// <returns>The attachment; ask <see cref="IBpfAttachment.DetachesWithOwner"/> which it is.</returns>
    /// <inheritdoc cref="AttachCgroup(string, CgroupLinkOptions?, BpfAttachType?)" path="/exception"/>
    public ICgroupAttachment AttachCgroupWithFallback(string path, CgroupFallbackOptions fallback, BpfAttachType? attachType = null)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        using var cgroup = Cgroup.Open(path, Handle.Kernel);
        return Cgroup.FallsBack(fallback, Handle.Kernel)
            ? AttachCgroupLegacy(cgroup, new() { Mode = fallback.LegacyMode }, attachType)
            : AttachCgroup(cgroup, attachType: attachType);
    }

    private BpfAttachType CgroupAttachType() => TryGetCgroupAttachType(out BpfAttachType type) ? type : throw new InvalidOperationException(
        $"Program '{Name}' does not say where on a cgroup it runs: give its attach type, or name it in the section, as in SEC(\"cgroup_skb/egress\").");

    /// <summary>The hook that the program was loaded for, or the only one that programs of its type have.</summary>
    internal bool TryGetCgroupAttachType(out BpfAttachType type)
    {
        BpfAttachType? known = ExpectedAttachType ?? Type switch
        {
            BpfProgramType.CgroupDevice => BpfAttachType.CgroupDevice,
            BpfProgramType.CgroupSysctl => BpfAttachType.CgroupSysctl,
            BpfProgramType.SockOps => BpfAttachType.CgroupSockOps,
            _ => null,
        };
        type = known ?? default;
        return known is not null;
    }
}
