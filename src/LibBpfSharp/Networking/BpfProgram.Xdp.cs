using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Attaches an XDP program to an interface by a link. Linux 5.9.</summary>
    /// <param name="device">The interface, of the network namespace the calling thread is in.</param>
    /// <param name="options">Mode; <c>null</c> for the best that the device has.</param>
    /// <returns>The link; disposing it detaches.</returns>
    /// <remarks>While the link lives nobody can put another program in its place but by the link. An interface takes one program for each mode, and not both in driver and stack.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.TargetNotFound"/>: there is no such interface; <see cref="BpfAttachError.TargetBusy"/>: another program is there, which the
    /// message names; <see cref="BpfAttachError.InvalidOptions"/>: the driver has not this mode; <see cref="BpfAttachError.ProgramMismatch"/>.
    /// </exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no links for XDP.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    /// <example>
    /// <code>
    /// using XdpLink link = program.AttachXdp("eth0", new() { Mode = XdpMode.Generic }); // by name, number or BpfInterface
    /// </code>
    /// </example>
    public XdpLink AttachXdp(BpfInterface device, XdpOptions? options = null)
    {
        XdpMode mode = Defined.Require(options?.Mode ?? XdpMode.Any, nameof(options));
        BpfProgramHandle handle = Handle;
        int index = NetworkInterfaces.IndexOf(handle.Kernel, device);
        LinkCreateAttr attributes = new() { TargetFd = index, AttachType = BpfAttachType.Xdp, Flags = (BpfAttachFlags)mode };
        Errno errno = handle.TryLink(ref attributes, out BpfLinkHandle link);
        return errno == Errno.None ? Kept(new XdpLink(link, rooted: true)) : throw XdpFailure.OfLink(this, device, index, mode, errno);
    }

    /// <summary>Attaches an XDP program to an interface by netlink: it stays when the process ends. Linux 4.8.</summary>
    /// <param name="device">The interface, of the network namespace the calling thread is in.</param>
    /// <param name="options">Mode, and what may be in the way; <c>null</c> for any mode and nothing in the way.</param>
    /// <returns>The attachment; disposing it detaches.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    /// <exception cref="BpfAttachException">
    /// As for <see cref="AttachXdp"/>; <see cref="BpfAttachError.UnexpectedProgram"/>: another program is there than the one to replace, or none.
    /// </exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public XdpAttachment AttachXdpByNetlink(BpfInterface device, XdpByNetlinkOptions? options = null) => Kept(XdpAttachment.Create(Handle, device, options ?? XdpByNetlinkOptions.Plain));
}
