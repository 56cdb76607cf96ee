using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>BPF file systems and the files in them, by descriptors.</summary>
internal static partial class PinFiles
{
    public const string DefaultPath = "/sys/fs/bpf";

    public static IReadOnlyList<string> MountPointsOf(Kernel kernel) => MountPointsOf(MountTable.Read(kernel), kernel);

    public static IReadOnlyList<string> MountPointsOf(IReadOnlyList<MountEntry> mounts, Kernel kernel)
        => [.. mounts.Where(mount => mount.FileSystem == "bpf" && IsBpfFs(mount.MountPoint, kernel)).Select(mount => mount.MountPoint)];

    public static bool IsBpfFs(string path, Kernel kernel)
        => kernel.FileSystemMagic(path, out uint magic) == 0 && magic == FileSystemMagic.Bpf;

    public static bool EnsureMounted(string path, Kernel kernel)
    {
        path = Path.GetFullPath(path);
        if (IsBpfFs(path, kernel)) return false;

        CreatedDirectories created = CreatedDirectories.Make(path, kernel, out Errno errno);
        if (errno != Errno.None) throw CannotMount(path, errno, kernel, RequiredCapabilities.ForFile);
        try
        {
            if (kernel.List(path).Count > 0)
                throw new BpfPinException($"'{path}' is not empty: a BPF file system mounted there would hide its content. Name an empty directory.", BpfPinError.MountPointInUse, path);
            errno = kernel.Mount("bpf", path, "mode=0700").ToErrno();
            if (errno != Errno.None) throw CannotMount(path, errno, kernel, RequiredCapabilities.ToMount);
        }
        catch
        {
            created.Remove();
            throw;
        }

        return true;
    }

    private static BpfException CannotMount(string path, Errno errno, Kernel kernel, PermissionNeed need)
    {
        string what = $"A BPF file system cannot be mounted at '{path}'";
        return errno switch
        {
            Errno.EPERM or Errno.EACCES => PermissionDiagnosis.Explain(kernel, what, errno, need, path),
            Errno.ENODEV => new BpfNotSupportedException("the BPF file system", new Version(4, 4), errno, objectName: path),
            _ => new BpfException($"{what}: {errno.Describe()}.", errno, objectName: path),
        };
    }
}
