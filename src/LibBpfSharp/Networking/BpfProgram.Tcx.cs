namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a classifier (SchedCls) to an interface by a link, in the list of such programs (tcx). Linux 6.6.</summary>
    /// <param name="device">The interface, of the network namespace the calling thread is in.</param>
    /// <param name="direction">Ingress or egress.</param>
    /// <param name="options">Position in the list and condition; <c>null</c> for last and none.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such direction.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: there is no such interface; <see cref="BpfAttachError.ProgramMismatch"/>,
    /// <see cref="BpfAttachError.NotAttached"/> (the anchor), <see cref="BpfAttachError.RevisionChanged"/>, <see cref="BpfAttachError.TooManyPrograms"/> or
    /// <see cref="BpfAttachError.InvalidOptions"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no tcx.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    /// <example>
    /// <code>
    /// using TcxLink link = program.AttachTcx("eth0", TcDirection.Ingress);
    /// using TcxLink first = earlier.AttachTcx("eth0", TcDirection.Ingress, new() { Position = BpfAttachPosition.Before(link) });
    /// </code>
    /// </example>
    public TcxLink AttachTcx(BpfInterface device, TcDirection direction, TcxOptions? options = null)
    {
        using HookTarget hook = Networking.Tcx.Hook(Handle.Kernel, device, direction);
        return Kept(new TcxLink(HookLink.Create(hook, Handle, options?.Request ?? default), rooted: true));
    }

    /// <summary>Attaches the program to the same list by <c>BPF_PROG_ATTACH</c>: it stays when the process ends. Linux 6.6.</summary>
    /// <param name="device">The interface, of the network namespace the calling thread is in.</param>
    /// <param name="direction">Ingress or egress.</param>
    /// <param name="options">Position in the list, condition, and program to replace; <c>null</c> for last and none.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <inheritdoc cref="AttachTcx" path="/exception"/>
    /// <exception cref="BpfAttachException">As with a link, and <see cref="BpfAttachError.TargetBusy"/>: the program is in the list already.</exception>
    public BpfProgramAttachment AttachTcxLegacy(BpfInterface device, TcDirection direction, TcxLegacyOptions? options = null)
        => Kept(BpfProgramAttachment.Create(Networking.Tcx.Hook(Handle.Kernel, device, direction), Handle, options?.Request ?? default));
}
