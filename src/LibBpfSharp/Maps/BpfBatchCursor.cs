namespace LibBpfSharp;

/// <summary>Where a walk by batches stands. One cursor serves one walk at a time of one map; it can be used again after <see cref="Reset"/>.</summary>
/// <remarks>What it holds is the kernel's: the number of a bucket for hash maps, the last key for others.</remarks>
public sealed class BpfBatchCursor
{
    private byte[] _position = [];

    /// <summary>Whether no batch was read yet.</summary>
    public bool IsAtStart { get; private set; } = true;

    /// <summary>Whether the last element was read: further batches are empty.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Goes back to the start.</summary>
    public void Reset() => (IsAtStart, IsAtEnd) = (true, false);

    /// <summary>Reads one batch; 0 and <see cref="IsAtEnd"/> where nothing is left.</summary>
    internal int Read(MapElements elements, BpfCommand command, Span<byte> keys, Span<byte> values, BpfElementFlags flags)
    {
        if (IsAtEnd) return 0;
        if (_position.Length != elements.Shape.CursorSize) _position = new byte[elements.Shape.CursorSize];
        nint result = elements.LookupBatch(command, _position, IsAtStart, keys, values, flags, out int count);
        if (result == -(nint)Errno.EINTR && count > 0) result = 0; // the next call tells, if it is so still
        if (result is not (0 or -(nint)Errno.ENOENT)) throw MapFailure.Of(elements.Handle.Kernel, elements.Shape, command, result, flags);
        IsAtStart = false;
        IsAtEnd = result != 0;
        return count;
    }
}
