using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Keeps a descriptor that is not of this library's making from being closed until disposed.</summary>
internal readonly ref struct SafeHandleHold
{
    private readonly SafeHandle _handle;

    public SafeHandleHold(SafeHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        bool added = false;
        handle.DangerousAddRef(ref added);
        _handle = handle;
    }

    public int Descriptor => (int)_handle.DangerousGetHandle();

    public void Dispose() => _handle.DangerousRelease();
}
