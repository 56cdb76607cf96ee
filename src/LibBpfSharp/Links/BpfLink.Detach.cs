using LibBpfSharp.Interop;

namespace LibBpfSharp;

public abstract partial class BpfLink
{
    /// <summary>
    /// Ends the attachment now, also where pins or other descriptors hold the link: they hold a defunct link from then on.
    /// Doing it twice is fine. Linux 5.9.
    /// </summary>
    /// <exception cref="BpfNotSupportedException">
    /// The kernel, or this kind of link, has no detach by call, or the attachment is no link of the kernel's own; dispose of every descriptor and pin instead.
    /// </exception>
    /// <exception cref="BpfException">The kernel refuses for another reason.</exception>
    /// <exception cref="ObjectDisposedException">The link is disposed.</exception>
    /// <example>
    /// <code>
    /// link.Detach();                                         // whoever else holds the link keeps one that does nothing
    /// </code>
    /// </example>
    public void Detach()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Require(LinkUse.Detach);
            End();
        }
    }

    /// <summary>Ends the attachment, whoever else holds it.</summary>
    private protected virtual void End()
    {
        Errno errno = _handle.LinkDetach().ToErrno();
        if (errno == Errno.None) return;
        LinkInfo info = Identify();
        throw errno is Errno.EOPNOTSUPP or Errno.EINVAL
            ? new BpfNotSupportedException(
                $"detaching a {info.Type} link by call", errno is Errno.EINVAL ? new Version(5, 9) : null, errno, BpfCommand.LinkDetach, hint: "Dispose of the link, and unpin it where it is pinned.")
            : new BpfException($"Link {info.Id} cannot be detached: {errno.Describe()}.", errno, BpfCommand.LinkDetach);
    }
}
