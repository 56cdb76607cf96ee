using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a struct_ops link.</summary>
public sealed class StructOpsLinkInfo : BpfLinkInfo
{
    internal StructOpsLinkInfo(in LinkInfo info)
        : base(info) => MapId = info.StructOps.MapId;

    /// <summary>The id of the map whose operations are registered; 0 once the link is detached.</summary>
    public uint MapId { get; }
}
