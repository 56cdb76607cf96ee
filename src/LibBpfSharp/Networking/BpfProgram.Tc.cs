namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches a classifier to an interface by whichever way the kernel has: a tcx link (6.6), otherwise a filter on <c>clsact</c>.</summary>
    /// <param name="device">The interface, of the network namespace the calling thread is in.</param>
    /// <param name="direction">Ingress or egress.</param>
    /// <param name="options">What the two ways take; <c>null</c> for their defaults.</param>
    /// <returns>A <see cref="TcxLink"/>, or a <see cref="TcFilterAttachment"/>, which stays when the process ends: see <see cref="IBpfAttachment.DetachesWithOwner"/>.</returns>
    /// <remarks>Programs of type SchedAct are no classifiers: they always become the action of a filter.</remarks>
    /// <inheritdoc cref="AttachTcx" path="/exception[@cref='T:System.InvalidOperationException' or @cref='T:LibBpfSharp.BpfPermissionException' or @cref='T:LibBpfSharp.BpfAttachException']"/>
    /// <exception cref="BpfNotSupportedException">The kernel has neither of the two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such direction.</exception>
    /// <example>
    /// <code>
    /// using IBpfAttachment attachment = program.AttachTc("eth0", TcDirection.Ingress); // by tcx, or by a filter on kernels before 6.6
    /// </code>
    /// </example>
    public IBpfAttachment AttachTc(BpfInterface device, TcDirection direction, TcOptions? options = null)
    {
        options ??= TcOptions.Plain;
        return Type != BpfProgramType.SchedAct && BpfFeatures.Of(Handle.Kernel).Probe(BpfFeature.TcxLink).IsSupported
            ? AttachTcx(device, direction, options.Tcx)
            : AttachTcFilter(device, direction, options.Filter);
    }

    /// <summary>
    /// Attaches a classifier (SchedCls) as a filter of traffic control, by netlink, or an action (SchedAct) behind a filter that takes every packet:
    /// it stays when the process ends. Linux 4.1, with <c>clsact</c> 4.5.
    /// </summary>
    /// <param name="device">The interface, of the network namespace the calling thread is in.</param>
    /// <param name="parent">A direction of <c>clsact</c>, or a class or discipline of the user's.</param>
    /// <param name="options">Handle, priority, protocol and manner; <c>null</c> for the kernel's choice.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentException">A filter is to be replaced that is not named by handle and priority.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: there is no such interface or parent; <see cref="BpfAttachError.TargetBusy"/>: a filter with the same
    /// handle and priority is there; <see cref="BpfAttachError.ProgramMismatch"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no <c>clsact</c>, or no programs as actions.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public TcFilterAttachment AttachTcFilter(BpfInterface device, TcParent parent, TcFilterOptions? options = null)
        => Kept(TcFilterAttachment.Create(Handle, device, parent, options ?? TcFilterOptions.Plain));
}
