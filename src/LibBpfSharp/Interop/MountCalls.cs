namespace LibBpfSharp.Interop;

/// <summary>Mounting and unmounting.</summary>
internal static unsafe class MountCalls
{
    private const int DetachFlag = 2; // MNT_DETACH

    /// <summary><c>mount(2)</c> of a file system that needs no device.</summary>
    public static nint Mount(this Kernel kernel, string fileSystem, string path, string? options = null)
    {
        fixed (byte* type = KernelText.Write(fileSystem))
        fixed (byte* target = KernelText.Write(path))
        fixed (byte* data = options is null ? null : KernelText.Write(options))
            return kernel.Invoke(SystemCall.Mount, (nint)type, (nint)target, (nint)type, 0, (nint)data);
    }

    /// <summary><c>umount2(2)</c>, at once for new users and when the last one leaves for the rest.</summary>
    public static nint Unmount(this Kernel kernel, string path)
    {
        fixed (byte* target = KernelText.Write(path))
            return kernel.Invoke(SystemCall.Umount2, (nint)target, DetachFlag);
    }
}
