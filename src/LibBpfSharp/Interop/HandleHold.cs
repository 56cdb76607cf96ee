namespace LibBpfSharp.Interop;

/// <summary>Keeps one descriptor from being closed by another thread until disposed.</summary>
internal readonly ref struct HandleHold
{
    private readonly BpfHandle? _handle;

    public HandleHold(BpfHandle? handle)
    {
        if (handle is null) return;
        bool added = false;
        handle.DangerousAddRef(ref added);
        _handle = handle;
    }

    /// <summary>The descriptor; 0, bpf(2)'s "none", where there is no handle.</summary>
    public int Descriptor => _handle?.Descriptor ?? 0;

    public void Dispose() => _handle?.DangerousRelease();
}
