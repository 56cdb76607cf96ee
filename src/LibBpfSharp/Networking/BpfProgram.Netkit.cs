namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a classifier (SchedCls) to one end of a netkit pair by a link, in the list of such programs. Linux 6.7.</summary>
    /// <param name="primary">The primary interface of the pair, of the network namespace the calling thread is in.</param>
    /// <param name="end">Whose packets the program sees: those sent by the primary or by its peer.</param>
    /// <param name="options">Position in the list and condition; <c>null</c> for last and none.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such end.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: there is no such interface; <see cref="BpfAttachError.InvalidTarget"/>: it is not the primary one of a netkit pair; <see cref="BpfAttachError.ProgramMismatch"/>,
    /// <see cref="BpfAttachError.NotAttached"/> (the anchor), <see cref="BpfAttachError.RevisionChanged"/>, <see cref="BpfAttachError.TooManyPrograms"/> or
    /// <see cref="BpfAttachError.InvalidOptions"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no netkit.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public NetkitLink AttachNetkit(BpfInterface primary, NetkitEnd end, NetkitOptions? options = null)
    {
        using HookTarget hook = Networking.Netkit.Hook(Handle.Kernel, primary, end);
        return Kept(new NetkitLink(HookLink.Create(hook, Handle, options?.Request ?? default), rooted: true));
    }

    /// <summary>Attaches the program to the same list by <c>BPF_PROG_ATTACH</c>: it stays when the process ends. Linux 6.7.</summary>
    /// <param name="primary">The primary interface of the pair, of the network namespace the calling thread is in.</param>
    /// <param name="end">Whose packets the program sees: those sent by the primary or by its peer.</param>
    /// <param name="options">Position in the list, condition, and program to replace; <c>null</c> for last and none.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <inheritdoc cref="AttachNetkit" path="/exception"/>
    /// <exception cref="BpfAttachException">As with a link, and <see cref="BpfAttachError.TargetBusy"/>: the program is in the list already.</exception>
    public BpfProgramAttachment AttachNetkitLegacy(BpfInterface primary, NetkitEnd end, NetkitLegacyOptions? options = null)
        => Kept(BpfProgramAttachment.Create(Networking.Netkit.Hook(Handle.Kernel, primary, end), Handle, options?.Request ?? default));
}
