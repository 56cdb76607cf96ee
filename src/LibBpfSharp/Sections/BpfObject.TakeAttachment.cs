namespace LibBpfSharp;

public sealed partial class BpfObject
{
    /// <summary>Takes an attachment that <see cref="AttachAll"/> made out of the object, which no longer disposes of it: it outlives the object, and is the caller's to dispose.</summary>
    /// <param name="attachment">One of <see cref="Attachments"/>, where it no longer is from then on.</param>
    /// <returns>The same attachment.</returns>
    /// <remarks>
    /// <see cref="DetachAll"/> leaves it alone, and <see cref="AttachAll"/> passes its program or map over. It holds what it needs of the object: programs, and the program arrays.
    /// </remarks>
    /// <exception cref="ArgumentException">The object does not have it: it was taken before, is not of this object, or was ended by <see cref="DetachAll"/>.</exception>
    /// <exception cref="ObjectDisposedException">The object is disposed, and what it attached has ended.</exception>
    public IBpfAttachment Take(IBpfAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_state is BpfObjectState.Disposed, this);
            string name = _attachments.Remove(attachment)
                ?? throw new ArgumentException($"Object '{Name}' does not have the attachment: it was taken before, is not of this object, or was ended by {nameof(DetachAll)}.", nameof(attachment));
            _taken.Add(name);
            return attachment;
        }
    }
}
