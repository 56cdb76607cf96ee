using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class Cgroup
{
    private const string MountHint = "Mount one with 'mount -t cgroup2 none /sys/fs/cgroup/unified' (it needs no controllers), or boot with systemd.unified_cgroup_hierarchy=1.";

    /// <summary>
    /// Where the cgroup v2 hierarchy is mounted, as <c>/proc/self/mountinfo</c> tells: <c>/sys/fs/cgroup</c> on most machines,
    /// <c>/sys/fs/cgroup/unified</c> where v1 controllers are mounted beside it (hybrid mode).
    /// </summary>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NoCgroupV2Mount"/>: none is mounted.</exception>
    public static string MountPoint => FindMount(Kernel.Running).MountPoint;

    /// <summary>Opens the cgroup of this process.</summary>
    /// <inheritdoc cref="OpenForProcess(int)" path="/exception"/>
    /// <example>
    /// <code>
    /// using var own = Cgroup.OpenCurrent();
    /// Console.WriteLine($"this process is in {own.Path}, with the id {own.Id}"); // bpf_get_current_cgroup_id() in C
    /// </code>
    /// </example>
    public static Cgroup OpenCurrent() => OpenForProcess(Environment.ProcessId);

    /// <summary>Opens the v2 cgroup a process is in, from the <c>0::</c> line of <c>/proc/PID/cgroup</c>.</summary>
    /// <param name="processId">The process, by its number in this process's pid namespace.</param>
    /// <remarks>In hybrid mode a container manager may leave the process in the v2 root; that root is what opens then.</remarks>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.NoCgroupV2Mount"/>; <see cref="BpfAttachError.CgroupNotVisible"/>: the cgroup lies outside of the mounted part
    /// of the hierarchy; <see cref="BpfAttachError.CgroupRemoved"/>: it was removed under the process.
    /// </exception>
    /// <exception cref="ArgumentException">There is no such process.</exception>
    public static Cgroup OpenForProcess(int processId) => OpenForProcess(processId, Kernel.Running);

    internal static Cgroup OpenForProcess(int processId, Kernel kernel)
        => Open(PathInMount(ReadMembership(processId, kernel), FindMount(kernel), processId, kernel), kernel);

    /// <summary>The directory that shows cgroup <paramref name="membership"/> of the hierarchy below <paramref name="mount"/>.</summary>
    internal static string PathInMount(string membership, MountEntry mount, int processId, Kernel kernel)
    {
        const string Deleted = " (deleted)";
        if (membership.EndsWith(Deleted, StringComparison.Ordinal))
            throw new BpfAttachException($"The cgroup of process {processId}, '{membership[..^Deleted.Length]}', was removed.", BpfAttachError.CgroupRemoved);

        string mountPoint = mount.MountPoint.TrimEnd('/');
        string? path = CgroupSight.Relate(mount.Root, membership) switch
        {
            null => null,
            { UnknownLevels: 0 } sight => mountPoint + sight.Rest,
            { } sight => FindMember(mountPoint, sight, processId, kernel),
        };
        return path ?? throw new BpfAttachException(
            $"The cgroup of process {processId}, '{membership}', is not below what '{mount.MountPoint}' shows ('{mount.Root}' of the hierarchy): the process is in another cgroup namespace. Look it up from the host's.",
            BpfAttachError.CgroupNotVisible);
    }

    /// <summary>Among the cgroups that the path may mean, the one the process is in.</summary>
    private static string? FindMember(string mountPoint, CgroupSight sight, int processId, Kernel kernel)
    {
        string id = processId.ToString(CultureInfo.InvariantCulture);
        return CgroupTree.AtDepth(kernel, mountPoint, sight.UnknownLevels).Select(directory => directory + sight.Rest).FirstOrDefault(path => CgroupTree.HasMember(kernel, path, id));
    }

    /// <summary>The v2 mount that shows most: one of the hierarchy's root if there is one.</summary>
    private static MountEntry? ChooseMount(IReadOnlyList<MountEntry> mounts, Kernel kernel)
        => mounts
            .Where(mount => mount.FileSystem == "cgroup2" && kernel.FileSystemMagic(mount.MountPoint, out uint magic) == 0 && magic == FileSystemMagic.Cgroup2)
            .OrderByDescending(mount => CgroupSight.LevelsAbove(mount.Root)).ThenBy(mount => mount.Root.Length).FirstOrDefault();

    internal static string FindMountPoint(Kernel kernel) => FindMount(kernel).MountPoint;

    private static MountEntry FindMount(Kernel kernel)
        => ChooseMount(MountTable.Read(kernel), kernel) ?? throw new BpfAttachException($"No cgroup v2 hierarchy is mounted. {MountHint}", BpfAttachError.NoCgroupV2Mount);

    private static string ReadMembership(int processId, Kernel kernel)
    {
        CgroupMembership membership = TryReadMembership(processId, kernel) ?? throw new ArgumentException($"There is no process {processId}, or it is hidden from this one.", nameof(processId));
        return membership.VersionTwo
            ?? throw new BpfAttachException($"'/proc/{processId}/cgroup' names no v2 cgroup: the kernel has no cgroup v2 hierarchy. {MountHint}", BpfAttachError.NoCgroupV2Mount);
    }

    /// <summary><c>null</c> where there is no such process, or none that this one may see.</summary>
    private static CgroupMembership? TryReadMembership(int processId, Kernel kernel)
        => kernel.ReadTextIfShown(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/cgroup"), ReadBound.Value) is { } text ? CgroupMembership.Parse(text) : null;
}
