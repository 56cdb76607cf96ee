namespace LibBpfSharp;

/// <summary>Where below a mount a cgroup lies, as far as the two paths tell, both of which are relative to the root of a cgroup namespace.</summary>
/// <remarks>A path that leads out of the namespace begins with <c>/..</c>, once for each level (cgroup_namespaces(7)); the names of those levels it does not tell.</remarks>
/// <param name="UnknownLevels">How many directories with names unknown lie between the mount and <paramref name="Rest"/>.</param>
/// <param name="Rest">The path from there on: empty, or with a leading slash.</param>
internal readonly record struct CgroupSight(int UnknownLevels, string Rest)
{
    /// <summary>Relates the root of a mount to a process's cgroup; <c>null</c> where the mount does not show it.</summary>
    public static CgroupSight? Relate(string mountRoot, string membership)
    {
        (int mountUp, string[] mount) = Split(mountRoot);
        (int memberUp, string[] member) = Split(membership);
        if (memberUp < mountUp) return mount.Length == 0 ? new(mountUp - memberUp, Join(member)) : null;
        return memberUp == mountUp && member.AsSpan().StartsWith(mount) ? new(0, Join(member[mount.Length..])) : null;
    }

    /// <summary>How many levels above the namespace's root a path begins.</summary>
    public static int LevelsAbove(string path) => Split(path).Up;

    private static (int Up, string[] Names) Split(string path)
    {
        string[] names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int up = names.TakeWhile(name => name == "..").Count();
        return (up, names[up..]);
    }

    private static string Join(string[] names) => string.Concat(names.Select(name => '/' + name));
}
