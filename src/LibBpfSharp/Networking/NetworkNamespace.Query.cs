using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

public sealed partial class NetworkNamespace
{
    /// <summary>What is attached to the namespace, by whomever (<c>BPF_PROG_QUERY</c>). Linux 5.3, socket lookup 5.9.</summary>
    /// <param name="attachType"><see cref="BpfAttachType.FlowDissector"/> or <see cref="BpfAttachType.SkLookup"/>.</param>
    /// <exception cref="BpfException">The attach type is another, or the kernel does not know it.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public BpfHookPrograms Query(BpfAttachType attachType) => HookLink.Query(Hook(Kernel, this, attachType));

    /// <summary>A hook of a namespace; the calling thread's for <c>null</c>.</summary>
    internal static HookTarget Hook(Kernel kernel, NetworkNamespace? space, BpfAttachType attachType)
    {
        DescriptorHandle descriptor = space is null ? OpenCurrent(kernel).Handle : space.Handle.Duplicate(new DescriptorHandle(kernel));
        return new(kernel, attachType, $"{attachType} of a network namespace") { Descriptor = descriptor };
    }
}
