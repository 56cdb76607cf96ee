using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Keeps one descriptor from being closed by another thread until disposed.</summary>
internal readonly ref struct HandleHold
{
    private readonly SafeHandle? _handle;

    public HandleHold(SafeHandle? handle)
    {
        if (handle is null) return;
        if (handle is BpfHandle { IsDisposed: true }) throw new ObjectDisposedException(handle.GetType().FullName);
        bool added = false;
        handle.DangerousAddRef(ref added);
        _handle = handle;
    }

    /// <summary>The descriptor; 0, bpf(2)'s "none", where there is no handle.</summary>
    public int Descriptor => (int?)_handle?.DangerousGetHandle() ?? 0;

    public void Dispose() => _handle?.DangerousRelease();
}
