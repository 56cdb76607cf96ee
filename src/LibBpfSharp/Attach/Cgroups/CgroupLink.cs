using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A program attached to a cgroup by a link. Linux 5.7.</summary>
/// <remarks>
/// Behaves as <see cref="CgroupAttachMode.AllowMulti"/>. When the cgroup is removed the link becomes defunct (<see cref="BpfLink.IsDefunct"/>),
/// a moment later, in the kernel's own time; <c>rmdir</c> does not wait for it. Nobody can detach or replace the program by the legacy calls.
/// </remarks>
public sealed class CgroupLink : BpfLink, ICgroupAttachment
{
    internal CgroupLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <summary>What the kernel tells about the link now.</summary>
    /// <exception cref="BpfException">The kernel refuses the information.</exception>
    public new BpfCgroupLinkInfo Info => (BpfCgroupLinkInfo)base.Info;

    /// <inheritdoc/>
    public BpfAttachType AttachType => Info.AttachType;

    /// <inheritdoc/>
    public ulong CgroupId => Info.CgroupId;

    /// <inheritdoc/>
    public override bool IsDefunct => CgroupId == 0;

    /// <summary>Opens a pinned link that must be one on a cgroup.</summary>
    /// <inheritdoc cref="BpfLink.OpenPinned(string)"/>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.OtherLinkKind"/>: a link of another kind is pinned there.</exception>
    public static new CgroupLink OpenPinned(string path)
    {
        BpfLink link = BpfLink.OpenPinned(path);
        if (link is CgroupLink cgroupLink) return cgroupLink;

        using (link)
            throw new BpfAttachException($"A {link.Type} link is pinned at '{path}', not one on a cgroup.", BpfAttachError.OtherLinkKind, objectName: path);
    }

    internal static CgroupLink Create(Cgroup cgroup, BpfProgramHandle program, BpfAttachType attachType, CgroupLinkOptions? options)
        => new(new CgroupAttempt(cgroup, program, attachType, options ?? CgroupLinkOptions.Plain).CreateLink(), rooted: true);
}
