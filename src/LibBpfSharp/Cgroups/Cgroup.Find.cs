using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class Cgroup
{
    /// <summary>Opens the cgroup with an id, by looking for it in the mounted hierarchy: what a link's information or a program told.</summary>
    /// <param name="id">The id, as <see cref="Id"/> tells it.</param>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NoCgroupV2Mount"/>; <see cref="BpfAttachError.CgroupNotFound"/>: it was removed, or lies outside of what is mounted.</exception>
    public static Cgroup OpenById(ulong id) => OpenById(id, Kernel.Running);

    /// <summary>Opens the cgroup of a container by the container's id or name, as Docker, Podman, containerd, CRI-O, Kubernetes, LXC and systemd-nspawn call it.</summary>
    /// <param name="id">The id, or its first 12 digits or more, or the name where the runtime uses names.</param>
    /// <remarks>
    /// Looked for by the names of directories, in the v2 hierarchy and then, where the runtime uses v1 hierarchies (hybrid mode), by its processes.
    /// A container that is started anew has another cgroup with another id.
    /// </remarks>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.NoCgroupV2Mount"/>; <see cref="BpfAttachError.AmbiguousCgroup"/>; <see cref="BpfAttachError.CgroupNotFound"/>, also where the runtime
    /// leaves the container in the root of the v2 hierarchy, where programs would see the whole machine.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty.</exception>
    public static Cgroup OpenForContainer(string id) => OpenForContainer(id, Kernel.Running);

    /// <summary>Opens the cgroup of a systemd unit: <c>"nginx"</c>, <c>"nginx.service"</c>, <c>"machine.slice"</c>. A unit of the system comes before one of a user.</summary>
    /// <param name="unit">The unit's name; without a suffix it is a service.</param>
    /// <remarks>Looked for by the name of its directory; a unit that is not running has none. One that is restarted has another cgroup with another id.</remarks>
    /// <exception cref="BpfAttachException">
    /// <see cref="BpfAttachError.NoCgroupV2Mount"/>; <see cref="BpfAttachError.CgroupNotFound"/>; <see cref="BpfAttachError.AmbiguousCgroup"/>: several users have such a unit.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="unit"/> is empty.</exception>
    public static Cgroup OpenForUnit(string unit) => OpenForUnit(unit, Kernel.Running);

    internal static Cgroup OpenById(ulong id, Kernel kernel)
    {
        MountEntry mount = FindMount(kernel);
        string? path = CgroupTree.Walk(kernel, mount.MountPoint).FirstOrDefault(directory => HasId(directory, id, kernel));
        if (path is not null)
        {
            // Another may have been made under its name since.
            Cgroup found = Open(path, kernel);
            if (found.Id == id) return found;
            found.Dispose();
        }

        throw NotFound($"There is no cgroup with id {id}", mount);
    }

    /// <summary>Whether a directory, which may be gone by now or hidden from this process, is the one.</summary>
    private static bool HasId(string directory, ulong id, Kernel kernel)
    {
        Errno errno = kernel.CgroupId(directory, out ulong found).ToErrno();
        if (errno is not (Errno.None or Errno.ENOENT or Errno.EACCES)) throw CannotOpen(directory, errno, kernel);
        return errno == Errno.None && found == id;
    }

    internal static Cgroup OpenForContainer(string id, Kernel kernel)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        MountEntry mount = FindMount(kernel);
        IReadOnlyList<string> found = CgroupTree.Outermost(kernel, mount.MountPoint, directory => CgroupNames.IsContainer(directory, id));
        if (found.Count == 0) return OfContainerElsewhere(id, mount, kernel);
        return found.Count == 1 ? Open(found[0], kernel) : throw Ambiguous($"container '{id}'", found);
    }

    internal static Cgroup OpenForUnit(string unit, Kernel kernel)
    {
        ArgumentException.ThrowIfNullOrEmpty(unit);
        string name = CgroupNames.UnitName(unit);
        MountEntry mount = FindMount(kernel);
        IReadOnlyList<string> found = CgroupTree.Outermost(kernel, mount.MountPoint, directory => CgroupNames.IsUnit(directory, name));
        if (found.Count > 1 && found.Where(path => !path.Contains("/user.slice/", StringComparison.Ordinal)).ToArray() is [_] system) found = system;
        return found.Count switch
        {
            1 => Open(found[0], kernel),
            0 => throw NotFound($"No unit '{name}' has a cgroup (it has one while it runs)", mount),
            _ => throw Ambiguous($"unit '{name}'", found),
        };
    }

    /// <summary>By the v2 membership of a process that a v1 hierarchy shows to be the container's.</summary>
    private static Cgroup OfContainerElsewhere(string id, MountEntry mount, Kernel kernel)
    {
        foreach ((int process, CgroupMembership membership) in Memberships(kernel))
        {
            bool isInside = membership.Others.Any(path => path.Split('/').Any(name => CgroupNames.IsContainer(name, id)));
            if (!isInside || membership.VersionTwo is null) continue;
            return membership.VersionTwo.Trim('/').Length > 0
                ? OpenForProcess(process, kernel)
                : throw NotFound($"Process {process} of container '{id}' is in the root of the v2 hierarchy, since its runtime uses v1 controllers; programs there would see the whole machine. Container '{id}' has no cgroup of its own", mount);
        }

        throw NotFound($"No cgroup is that of a container '{id}'", mount);
    }

    private static IEnumerable<(int Process, CgroupMembership Membership)> Memberships(Kernel kernel)
    {
        foreach (int process in kernel.Processes())
        {
            if (TryReadMembership(process, kernel) is { } membership) yield return (process, membership);
        }
    }

    private static BpfAttachException NotFound(string what, MountEntry mount)
        => new($"{what} below '{mount.MountPoint}'.", BpfAttachError.CgroupNotFound);

    private static BpfAttachException Ambiguous(string what, IReadOnlyList<string> found)
        => new($"Several cgroups are of {what}: {string.Join(", ", found)}. Open the one you mean by its path.", BpfAttachError.AmbiguousCgroup);
}
