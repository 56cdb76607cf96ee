using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>What is attached to interfaces by tcx.</summary>
public static class Tcx
{
    /// <summary>The programs at one direction of an interface, attached by whomever (<c>BPF_PROG_QUERY</c>). Linux 6.6.</summary>
    /// <param name="device">The interface.</param>
    /// <param name="direction">Ingress or egress.</param>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: there is no such interface.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such direction.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no tcx.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public static BpfHookPrograms Query(BpfInterface device, TcDirection direction) => HookLink.Query(Hook(Kernel.Running, device, direction));

    internal static HookTarget Hook(Kernel kernel, BpfInterface device, TcDirection direction)
        => HookTarget.OfInterface(kernel, Defined.Require(direction) == TcDirection.Ingress ? BpfAttachType.TcxIngress : BpfAttachType.TcxEgress, device);
}
