using System.Globalization;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>An open cgroup v2 directory: what programs are attached to and queried on.</summary>
/// <remarks>
/// Programs see what the members of the cgroup and of its descendants do; a socket belongs to the cgroup its maker was in when it was created.
/// The object holds the directory, not the cgroup: <c>rmdir</c> is not held up by it.
/// </remarks>
public sealed partial class Cgroup : IDisposable
{
    private Cgroup(DescriptorHandle handle, string path, ulong id)
    {
        Handle = handle;
        Path = path;
        Id = id;
    }

    /// <summary>The absolute path the cgroup was opened by.</summary>
    public string Path { get; }

    /// <summary>
    /// The cgroup's id: 64 bits, the inode number of the directory, what <c>bpf_get_current_cgroup_id()</c> returns and link information carries.
    /// Not used again while the machine runs.
    /// </summary>
    public ulong Id { get; }

    /// <summary>The directory's descriptor.</summary>
    internal DescriptorHandle Handle { get; }

    internal Kernel Kernel => Handle.Kernel;

    /// <summary>Opens a cgroup.</summary>
    /// <param name="path">The directory: absolute, or relative to the v2 hierarchy's <see cref="MountPoint"/> (<c>"web/api"</c>; <c>""</c> or <c>"."</c> is the root).</param>
    /// <remarks>Needs the right to read the directory; no capability.</remarks>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.CgroupNotFound"/>; <see cref="BpfAttachError.NotCgroupV2"/>: a directory of a v1 controller or of no cgroup at all;
    /// <see cref="BpfAttachError.NoCgroupV2Mount"/>: the path is relative and nothing is mounted to be relative to.
    /// </exception>
    /// <exception cref="BpfException">The directory cannot be opened for another reason.</exception>
    /// <example>
    /// <code>
    /// using var web = Cgroup.Open(path);                     // "/sys/fs/cgroup/web", or "web" below the mount
    /// using CgroupLink link = web.Attach(counting.Programs["count_egress"], BpfAttachType.CgroupInetEgress);
    /// Console.WriteLine(string.Join(", ", web.Query(BpfAttachType.CgroupInetEgress).Ids));
    /// </code>
    /// </example>
    public static Cgroup Open(string path) => Open(path, Kernel.Running);

    /// <summary>Opens a cgroup by a descriptor of its directory that the caller has, and keeps.</summary>
    /// <param name="directory">The descriptor.</param>
    /// <remarks><see cref="Path"/> is where the directory is now, seen from this process.</remarks>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NotCgroupV2"/>.</exception>
    /// <exception cref="BpfException">The descriptor cannot be duplicated.</exception>
    public static Cgroup Open(SafeHandle directory) => Open(directory, Kernel.Running);

    internal static Cgroup Open(SafeHandle directory, Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(directory);
        DescriptorHandle handle = directory.Duplicate(new DescriptorHandle(kernel));
        try
        {
            using HandleHold hold = handle.Hold();
            string descriptor = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{hold.Descriptor}");
            string path = kernel.ReadLinkIfShown(descriptor) ?? descriptor;
            CheckFileSystem(path, kernel, descriptor);

            nint result = handle.CgroupId(out ulong id);
            return result >= 0 ? new(handle, path, id) : throw CannotOpen(path, result.ToErrno(), kernel);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    internal static Cgroup Open(string path, Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(path);
        string absolute = System.IO.Path.GetFullPath(path, basePath: System.IO.Path.IsPathRooted(path) ? "/" : FindMount(kernel).MountPoint);
        nint result = kernel.OpenDirectory(absolute, out DescriptorHandle handle);
        try
        {
            if (result < 0) throw CannotOpen(absolute, result.ToErrno(), kernel);
            CheckFileSystem(absolute, kernel);
            result = handle.CgroupId(out ulong id);
            if (result < 0) throw CannotOpen(absolute, result.ToErrno(), kernel);
            return new(handle, absolute, id);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The cgroups above this one, the nearest first, as far as they are mounted and not removed; each is the caller's to dispose.</summary>
    internal IEnumerable<Cgroup> Ancestors()
    {
        for (string? path = System.IO.Path.GetDirectoryName(Path); path is not null; path = System.IO.Path.GetDirectoryName(path))
        {
            if (Kernel.FileSystemMagic(path, out uint magic) < 0 || magic != FileSystemMagic.Cgroup2) yield break;
            yield return Open(path, Kernel);
        }
    }

    /// <summary>Closes the directory. What is attached stays.</summary>
    public void Dispose() => Handle.Dispose();

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    /// <param name="path">What to call it.</param>
    /// <param name="kernel">The kernel to ask.</param>
    /// <param name="by">The path to ask by, where that is another.</param>
    private static void CheckFileSystem(string path, Kernel kernel, string? by = null)
    {
        nint result = kernel.FileSystemMagic(by ?? path, out uint magic);
        if (result < 0) throw CannotOpen(path, result.ToErrno(), kernel);
        if (magic == FileSystemMagic.Cgroup2) return;

        string found = magic == FileSystemMagic.Cgroup ? "is a cgroup v1 directory" : "is not a cgroup directory";
        throw new BpfAttachException(
            $"'{path}' {found}; BPF programs attach to cgroup v2 only.{WhereToLook(kernel)}", BpfAttachError.NotCgroupV2, objectName: path);
    }

    private static BpfException CannotOpen(string path, Errno errno, Kernel kernel) => errno switch
    {
        Errno.ENOENT => new BpfAttachException($"There is no cgroup '{path}'.{WhereToLook(kernel)}", BpfAttachError.CgroupNotFound, errno, objectName: path),
        Errno.ENOTDIR => new BpfAttachException($"'{path}' is not a directory, so not a cgroup.{WhereToLook(kernel)}", BpfAttachError.NotCgroupV2, errno, objectName: path),
        _ => new BpfException($"Cgroup '{path}' cannot be opened: {errno.Describe()}.", errno, objectName: path),
    };

    private static string WhereToLook(Kernel kernel)
    {
        if (MountTable.TryRead(kernel, out IReadOnlyList<MountEntry> mounts) != Errno.None) return "";
        return ChooseMount(mounts, kernel) is { } mount ? $" The cgroup v2 hierarchy is mounted at '{mount.MountPoint}'." : $" {MountHint}";
    }
}
