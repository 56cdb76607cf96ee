using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a tcx or netkit link.</summary>
public sealed class BpfDeviceLinkInfo : BpfLinkInfo
{
    internal BpfDeviceLinkInfo(in LinkInfo info)
        : base(info)
    {
        InterfaceIndex = (int)info.Device.Ifindex;
        AttachType = info.Device.AttachType;
    }

    /// <summary>The interface, by its index in its own network namespace; 0 once it is gone or the link detached.</summary>
    public int InterfaceIndex { get; }

    /// <summary>The hook.</summary>
    public BpfAttachType AttachType { get; }
}
