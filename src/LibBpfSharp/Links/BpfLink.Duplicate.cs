using LibBpfSharp.Interop;

namespace LibBpfSharp;

public abstract partial class BpfLink
{
    /// <summary>The same link by a second descriptor: an object of its own, to be disposed by itself. It stays attached until both are disposed.</summary>
    /// <returns>A link of the same type, without a <see cref="PinPath"/>, and not disconnected where this one is. It holds the same program arrays.</returns>
    /// <exception cref="BpfNotSupportedException">The attachment is no link of the kernel's own: operations of a kernel without links for them, a perf event, or a statically defined probe of several.</exception>
    /// <exception cref="ObjectDisposedException">The link is disposed.</exception>
    /// <exception cref="BpfException">The process is out of descriptors (EMFILE).</exception>
    public abstract BpfLink Duplicate();

    /// <param name="make">Makes an object, which owns the descriptor, given also whether it is to stay attached if it is dropped.</param>
    private protected T Duplicate<T>(Func<BpfLinkHandle, bool, T> make)
        where T : BpfLink
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Require(LinkUse.Duplicate);
            return _handle.Duplicate().GiveTo(copy => IHoldsMaps.Holding(make(copy, _rooted || !_handle.OwnsDescriptor), _maps.Duplicate));
        }
    }
}
