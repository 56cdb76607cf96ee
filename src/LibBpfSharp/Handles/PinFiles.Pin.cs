using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

internal static partial class PinFiles
{
    /// <summary>The name that something of this name is pinned under: the kernel reserves names with a dot.</summary>
    public static string NameFor(string name) => name.Replace('.', '_');

    /// <summary>Pins, and tells how to take back all that was made: the pin and the directories on the way to it.</summary>
    public static Action Pin(BpfHandle handle, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.EndsInDirectorySeparator(path)) throw new ArgumentException($"'{path}' ends as a directory does, and a pin is a file: give it a name.", nameof(path));
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

    public static void Unpin(string path, Kernel kernel)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Path.GetFullPath(path);
        RequireBpfFs(path, command: null, kernel);
        Errno errno = kernel.RemoveFile(path).ToErrno();
        if (errno != Errno.None) throw PinFailure.OfUnpin(path, errno, kernel);
    }

    /// <summary>Checks where a path leads before anything is made on the way to it.</summary>
    public static void RequireBpfFs(string path, BpfCommand? command, Kernel kernel)
    {
        string existing = path;
        Errno errno;
        uint magic;
        while ((errno = kernel.FileSystemMagic(existing, out magic).ToErrno()) is Errno.ENOENT or Errno.EPERM && Path.GetDirectoryName(existing) is { } parent) existing = parent;

        if (errno != Errno.None) throw PinFailure.OfPath(path, errno, command, kernel);
        if (magic != FileSystemMagic.Bpf) throw PinFailure.NotBpfFs(path, command, kernel);
    }
}
