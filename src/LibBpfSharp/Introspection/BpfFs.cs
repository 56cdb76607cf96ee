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
    public const string DefaultPath = PinFiles.DefaultPath;

    /// <summary>Where BPF file systems are mounted in this mount namespace, in the order they were mounted.</summary>
    /// <exception cref="BpfException"><c>/proc/self/mountinfo</c> cannot be read.</exception>
    public static IReadOnlyList<string> MountPoints => PinFiles.MountPointsOf(Kernel.Running);

    /// <summary>Whether <paramref name="path"/> exists and lies in a BPF file system (super-block magic 0xCAFE4A11).</summary>
    public static bool IsBpfFs(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PinFiles.IsBpfFs(path, Kernel.Running);
    }

    /// <summary>Mounts a BPF file system at <paramref name="path"/> unless one is there. The kernel mounts none by itself; systemd does at boot, containers mostly lack it.</summary>
    /// <param name="path">The directory to mount on; created, with its parents, where missing.</param>
    /// <returns>Whether it was mounted now; <c>false</c> if it was there.</returns>
    /// <remarks>The mount is made with mode 0700 and belongs to the mount namespace of the process; who mounts may unmount.</remarks>
    /// <exception cref="BpfPermissionException">Mounting needs CAP_SYS_ADMIN in the user namespace that owns the mount namespace.</exception>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.MountPointInUse"/>: the directory is not empty.</exception>
    /// <exception cref="BpfException">The kernel refuses the mount for another reason.</exception>
    /// <example>
    /// <code>
    /// bool isNew = BpfFs.EnsureMounted();                    // at /sys/fs/bpf, where it nearly always is
    /// Directory.CreateDirectory(path);                       // "/sys/fs/bpf/web"
    /// </code>
    /// </example>
    public static bool EnsureMounted(string path = DefaultPath) => PinFiles.EnsureMounted(path, Kernel.Running);

    /// <summary>What stands at a path. <see cref="BpfPinKind.Unknown"/> where nothing does, or nothing that can be opened.</summary>
    /// <exception cref="BpfException">Looking failed.</exception>
    public static BpfPinKind GetKind(string path) => PinFiles.KindOf(Path.GetFullPath(path), Kernel.Running);
}
