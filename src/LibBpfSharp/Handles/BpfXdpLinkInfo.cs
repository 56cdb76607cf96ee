using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of an XDP link.</summary>
public sealed class BpfXdpLinkInfo : BpfLinkInfo
{
    internal BpfXdpLinkInfo(in LinkInfo info)
        : base(info)
    {
        InterfaceIndex = (int)info.Xdp.Ifindex;
    }

    /// <summary>The interface, by its index in its own network namespace; 0 once it is gone or the link detached.</summary>
    public int InterfaceIndex { get; }
}
