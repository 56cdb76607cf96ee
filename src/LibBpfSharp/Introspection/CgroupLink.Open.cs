namespace LibBpfSharp;

public sealed partial class CgroupLink
{
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
}
