using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link on a cgroup.</summary>
public sealed class CgroupLinkInfo : BpfLinkInfo
{
    internal CgroupLinkInfo(in LinkInfo info)
        : base(info)
    {
        CgroupId = info.Cgroup.CgroupId;
        AttachType = info.Cgroup.AttachType;
    }

    /// <summary>The cgroup's id, which is its directory's inode number; 0 once the cgroup is gone or the link detached.</summary>
    public ulong CgroupId { get; }

    /// <summary>The hook.</summary>
    public BpfAttachType AttachType { get; }
}
