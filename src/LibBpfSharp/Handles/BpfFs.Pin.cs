using LibBpfSharp.Interop;

namespace LibBpfSharp;

public static partial class BpfFs
{
    /// <summary>Pins a map, program or link: the file keeps it alive until it is removed or the file system's last mount goes.</summary>
    /// <param name="handle">What to pin.</param>
    /// <param name="path">The file to make: in a BPF file system, its name without a dot. Missing parent directories are made, mode 0700; if pinning fails they are taken away again.</param>
    /// <remarks>The file gets mode 0600, less the umask. Linux 4.4; links 5.7.</remarks>
    /// <exception cref="BpfPinException">
    /// <see cref="BpfPinError.NotBpfFs"/>, <see cref="BpfPinError.AlreadyExists"/> or <see cref="BpfPinError.ReservedName"/>.
    /// </exception>
    /// <exception cref="BpfPermissionException">A directory may not be written.</exception>
    public static void Pin(BpfHandle handle, string path) => PinRevocably(handle, path);

    /// <summary>Removes a pin. What it held lives on while something else holds it.</summary>
    /// <param name="path">The pin.</param>
    /// <remarks>The file is gone at once; older kernels (5.10 does) give up what it held a moment later, after an RCU grace period.</remarks>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>, <see cref="BpfPinError.NotBpfFs"/>, or <see cref="BpfPinError.OtherKind"/>: it is a directory.</exception>
    /// <exception cref="BpfPermissionException">The directory may not be written.</exception>
    public static void Unpin(string path) => Unpin(path, Kernel.Running);

    /// <summary>Pins, and tells how to take back all that was made: the pin and the directories on the way to it.</summary>
    internal static Action PinRevocably(BpfHandle handle, string path)
    {
        ArgumentNullException.ThrowIfNull(handle);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Kernel kernel = handle.Kernel;
        path = Path.GetFullPath(path);
        RequireBpfFs(path, BpfCommand.ObjPin, kernel);

        CreatedDirectories created = CreatedDirectories.Make(Path.GetDirectoryName(path)!, kernel, out Errno errno);
        if (errno == Errno.None) errno = handle.ObjectPin(path).ToErrno();
        if (errno == Errno.None)
        {
            return () =>
            {
                kernel.RemoveFile(path);
                created.Remove();
            };
        }

        created.Remove();
        throw PinFailure.OfPin(path, errno, kernel);
    }

    internal static void Unpin(string path, Kernel kernel)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.GetFullPath(path);
        RequireBpfFs(path, command: null, kernel);
        Errno errno = kernel.RemoveFile(path).ToErrno();
        if (errno != Errno.None) throw PinFailure.OfUnpin(path, errno, kernel);
    }

    /// <summary>Checks where a path leads before anything is made on the way to it.</summary>
    internal static void RequireBpfFs(string path, BpfCommand? command, Kernel kernel)
    {
        string existing = path;
        Errno errno;
        uint magic;
        while ((errno = kernel.FileSystemMagic(existing, out magic).ToErrno()) is Errno.ENOENT or Errno.EPERM && Path.GetDirectoryName(existing) is { } parent) existing = parent;

        if (errno != Errno.None) throw PinFailure.OfPath(path, errno, command, kernel);
        if (magic != FileSystemMagic.Bpf) throw PinFailure.NotBpfFs(path, command, kernel);
    }
}
