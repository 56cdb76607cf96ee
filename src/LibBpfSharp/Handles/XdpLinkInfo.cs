using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of an XDP link.</summary>
public sealed class XdpLinkInfo : BpfLinkInfo
{
    internal XdpLinkInfo(in LinkInfo info)
        : base(info)
    {
        Interface = BpfInterface.Told(info.Xdp.Ifindex);
    }

    /// <summary>The interface, by its index in its own network namespace; <c>null</c> once it is gone or the link detached.</summary>
    public BpfInterface? Interface { get; }
}
