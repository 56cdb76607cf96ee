namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>
    /// Attaches a program to a route, which is made for it: LwtIn for packets that arrive by it, LwtOut and LwtXmit for those that leave (Linux 4.10),
    /// LwtSeg6local for those whose segment ends there (4.18).
    /// </summary>
    /// <param name="options">The route, in the network namespace the calling thread is in.</param>
    /// <returns>The attachment; disposing it takes the route away.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentException">The gateway is of another address family, or the headroom is negative.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: there is no such interface; <see cref="BpfAttachError.TargetBusy"/>: there is a route to the same
    /// destination; <see cref="BpfAttachError.InvalidOptions"/>: the way there is down or unknown; <see cref="BpfAttachError.ProgramMismatch"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no routes with such programs.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public BpfRouteAttachment AttachRoute(BpfRouteOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Kept(BpfRouteAttachment.Create(Handle, options));
    }
}
