using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>What is attached to netkit pairs.</summary>
public static class Netkit
{
    /// <summary>The programs at one end of a pair, attached by whomever (<c>BPF_PROG_QUERY</c>). Linux 6.7.</summary>
    /// <param name="primary">The primary interface of the pair.</param>
    /// <param name="end">Whose programs.</param>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: there is no such interface; <see cref="BpfAttachError.InvalidTarget"/>: it is not the primary one of a netkit pair.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no netkit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such end.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public static BpfHookPrograms Query(BpfInterface primary, NetkitEnd end) => HookLink.Query(Hook(Kernel.Running, primary, end));

    internal static HookTarget Hook(Kernel kernel, BpfInterface primary, NetkitEnd end)
        => HookTarget.OfInterface(kernel, Defined.Require(end) == NetkitEnd.Primary ? BpfAttachType.NetkitPrimary : BpfAttachType.NetkitPeer, primary);
}
