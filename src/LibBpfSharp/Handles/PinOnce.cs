namespace LibBpfSharp;

/// <summary>Pins for objects that remember one pin of theirs.</summary>
internal static class PinOnce
{
    /// <returns>The absolute path to remember.</returns>
    /// <exception cref="InvalidOperationException">A pin is remembered already.</exception>
    public static string Pin(BpfHandle handle, string path, string? remembered, string what)
    {
        if (remembered is not null) throw new InvalidOperationException($"{what} is pinned at '{remembered}' already; Unpin it first.");
        PinFiles.Pin(handle, path);
        return Path.GetFullPath(path);
    }

    /// <exception cref="InvalidOperationException">No pin is remembered.</exception>
    public static void Unpin(BpfHandle handle, string? remembered, string what)
        => PinFiles.Unpin(remembered ?? throw new InvalidOperationException($"{what} is not pinned by this object."), handle.Kernel);
}
