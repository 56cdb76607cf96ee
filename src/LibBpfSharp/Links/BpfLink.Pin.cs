namespace LibBpfSharp;

public abstract partial class BpfLink
{
    private readonly RememberedPin _pin = new();

    /// <summary>Where this object pinned the link or opened it by; <c>null</c> if it did neither, though somebody else may have pinned it.</summary>
    public string? PinPath => _pin.Place;

    /// <summary>Pins the link in a BPF file system: the attachment then outlives this object and the process.</summary>
    /// <inheritdoc cref="BpfFs.Pin(BpfMap, string)"/>
    /// <exception cref="InvalidOperationException">This object has pinned the link already.</exception>
    /// <exception cref="BpfNotSupportedException">The attachment is no link of the kernel's own: operations of a kernel without links for them, a perf event, or a statically defined probe of several.</exception>
    /// <exception cref="ObjectDisposedException">The link is disposed.</exception>
    /// <example>
    /// <code>
    /// link.Pin(pin);                                         // "/sys/fs/bpf/web/egress"
    /// link.Dispose();                                        // the program stays attached until the pin is removed
    /// </code>
    /// </example>
    public void Pin(string path)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Require(LinkUse.Pin);
            _pin.Make(_handle, path, "The link");
        }
    }

    /// <summary>Removes the pin. The link then lasts as long as a descriptor holds it.</summary>
    /// <remarks>Looks first whether the pin is still this object's, and then removes it: what somebody puts there between the two is removed. The kernel has no call that does both.</remarks>
    /// <exception cref="InvalidOperationException">This object knows no pin of the link.</exception>
    /// <exception cref="BpfPinException">
    /// <see cref="BpfPinError.NotFound"/>: somebody else removed it; <see cref="BpfPinError.OtherKind"/> or <see cref="BpfPinError.OtherObject"/>: and put something else there, which stays.
    /// <see cref="PinPath"/> is <c>null</c> then.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The link is disposed.</exception>
    public void Unpin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _pin.Remove(_handle, "The link");
        }
    }

    /// <inheritdoc cref="BpfMap.PinUndoably(string)"/>
    internal Action PinUndoably(string path)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Require(LinkUse.Pin);
            return _pin.Ensure(_handle, path, "The link");
        }
    }

    private protected void OpenedBy(string path) => _pin.Place = Path.GetFullPath(path);
}
