namespace LibBpfSharp;

/// <summary>Pins for objects that remember one pin of theirs.</summary>
internal static class PinOnce
{
    /// <param name="handle">What to pin.</param>
    /// <param name="path">Where.</param>
    /// <param name="remembered">The pin that is remembered; from now on this one.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <returns>Takes back what was made, but not what is remembered.</returns>
    /// <exception cref="InvalidOperationException">A pin is remembered already.</exception>
    public static Action Pin(BpfHandle handle, string path, ref string? remembered, string what)
    {
        if (remembered is not null) throw new InvalidOperationException($"{what} is pinned at '{remembered}' already; Unpin it first.");
        Action undo = PinFiles.Pin(handle, path);
        remembered = Path.GetFullPath(path);
        return undo;
    }

    /// <exception cref="InvalidOperationException">No pin is remembered.</exception>
    public static void Unpin(BpfHandle handle, ref string? remembered, string what)
    {
        PinFiles.Unpin(remembered ?? throw new InvalidOperationException($"{what} is not pinned by this object."), handle.Kernel);
        remembered = null;
    }
}
