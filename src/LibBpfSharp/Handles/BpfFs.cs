using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The BPF file system, whose files (pins) keep maps, programs and links alive when no process holds them.</summary>
/// <remarks>
/// Every mount is a tree of its own, empty at first and gone with its last mount, at the latest with the machine.
/// Source: <c>kernel/bpf/inode.c</c>.
/// </remarks>
public static partial class BpfFs
{
    /// <summary>Where a BPF file system is mounted by convention: <c>/sys/fs/bpf</c>.</summary>
    public const string DefaultPath = "/sys/fs/bpf";

    /// <summary>Where BPF file systems are mounted in this mount namespace, in the order they were mounted.</summary>
    /// <exception cref="BpfException"><c>/proc/self/mountinfo</c> cannot be read.</exception>
    public static IReadOnlyList<string> MountPoints => MountPointsOf(Kernel.Running);

    /// <summary>Whether <paramref name="path"/> exists and lies in a BPF file system (super-block magic 0xCAFE4A11).</summary>
    public static bool IsBpfFs(string path) => IsBpfFs(path, Kernel.Running);

    /// <summary>Mounts a BPF file system at <paramref name="path"/> unless one is there. The kernel mounts none by itself; systemd does at boot, containers mostly lack it.</summary>
    /// <param name="path">The directory to mount on; created, with its parents, where missing.</param>
    /// <returns>Whether it was mounted now; <c>false</c> if it was there.</returns>
    /// <remarks>The mount is made with mode 0700 and belongs to the mount namespace of the process; who mounts may unmount.</remarks>
    /// <exception cref="BpfPermissionException">Mounting needs CAP_SYS_ADMIN in the user namespace that owns the mount namespace.</exception>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.MountPointInUse"/>: the directory is not empty.</exception>
    /// <exception cref="BpfException">The kernel refuses the mount for another reason.</exception>
    public static bool EnsureMounted(string path = DefaultPath) => EnsureMounted(path, Kernel.Running);

    internal static IReadOnlyList<string> MountPointsOf(Kernel kernel) => MountPointsOf(MountTable.Read(kernel), kernel);

    internal static IReadOnlyList<string> MountPointsOf(IReadOnlyList<MountEntry> mounts, Kernel kernel)
        => [.. mounts.Where(mount => mount.FileSystem == "bpf" && IsBpfFs(mount.MountPoint, kernel)).Select(mount => mount.MountPoint)];

    internal static bool IsBpfFs(string path, Kernel kernel)
        => kernel.FileSystemMagic(path, out uint magic) == 0 && magic == FileSystemMagic.Bpf;

    internal static bool EnsureMounted(string path, Kernel kernel)
    {
        path = Path.GetFullPath(path);
        if (IsBpfFs(path, kernel)) return false;

        CreatedDirectories created = CreatedDirectories.Make(path, kernel, out Errno errno);
        if (errno != Errno.None) throw CannotMount(path, errno);
        try
        {
            if (kernel.List(path).Count > 0)
                throw new BpfPinException($"'{path}' is not empty: a BPF file system mounted there would hide its content. Name an empty directory.", BpfPinError.MountPointInUse, path);
            errno = kernel.Mount("bpf", path, "mode=0700").ToErrno();
            if (errno != Errno.None) throw CannotMount(path, errno);
        }
        catch
        {
            created.Remove();
            throw;
        }

        return true;
    }

    private static BpfException CannotMount(string path, Errno errno)
    {
        string message = $"A BPF file system cannot be mounted at '{path}': {errno.Describe()}.";
        return errno switch
        {
            Errno.EPERM or Errno.EACCES => new BpfPermissionException(
                $"{message} Mounting needs CAP_SYS_ADMIN; in a container let the host mount one and pass it in, as in 'docker run -v /sys/fs/bpf:/sys/fs/bpf'.",
                errno, BpfPermissionReason.MissingCapability, "CAP_SYS_ADMIN", objectName: path),
            Errno.ENODEV => new BpfNotSupportedException("the BPF file system", new Version(4, 4), errno, objectName: path),
            _ => new BpfException(message, errno, objectName: path),
        };
    }
}
