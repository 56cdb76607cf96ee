using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link on a network namespace.</summary>
public sealed class NetnsLinkInfo : BpfLinkInfo
{
    internal NetnsLinkInfo(in LinkInfo info)
        : base(info)
    {
        NamespaceId = info.Netns.NetnsIno;
        AttachType = info.Netns.AttachType;
    }

    /// <summary>The inode number of the namespace; 0 once the namespace is gone or the link detached.</summary>
    public uint NamespaceId { get; }

    /// <summary>The hook.</summary>
    public BpfAttachType AttachType { get; }
}
