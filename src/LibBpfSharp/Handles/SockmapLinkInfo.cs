using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a link on a map of sockets.</summary>
public sealed class SockmapLinkInfo : BpfLinkInfo
{
    internal SockmapLinkInfo(in LinkInfo info)
        : base(info)
    {
        MapId = info.Sockmap.MapId;
        AttachType = info.Sockmap.AttachType;
    }

    /// <summary>The id of the map; 0 once the link is detached.</summary>
    public uint MapId { get; }

    /// <summary>The hook.</summary>
    public BpfAttachType AttachType { get; }
}
