using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Walks the directories of a cgroup hierarchy, which come and go meanwhile.</summary>
internal static class CgroupTree
{
    /// <summary>A directory and all below it, parents first.</summary>
    public static IEnumerable<string> Walk(Kernel kernel, string root) => kernel.Walk(root).Select(found => found.Directory);

    /// <summary>The directories that <paramref name="levels"/> steps lead down to.</summary>
    public static IEnumerable<string> AtDepth(Kernel kernel, string root, int levels)
        => levels == 0 ? [root] : Children(kernel, root).SelectMany(child => AtDepth(kernel, child, levels - 1));

    /// <summary>Of the directories that fit, those that lie in no other one that fits.</summary>
    public static IReadOnlyList<string> Outermost(Kernel kernel, string root, Func<string, bool> fits)
    {
        List<string> found = [];
        foreach (string directory in Walk(kernel, root))
        {
            bool isInner = found.Exists(outer => directory.StartsWith(outer + '/', StringComparison.Ordinal));
            if (!isInner && fits(Path.GetFileName(directory))) found.Add(directory);
        }

        return found;
    }

    /// <summary>Whether a process is a direct member; <c>false</c> also where that is not for this process to read.</summary>
    public static bool HasMember(Kernel kernel, string directory, string processId)
    {
        // A threaded cgroup lists its threads only.
        Errno errno = kernel.TryReadText(Path.Combine(directory, "cgroup.procs"), ReadBound.Table, out string members);
        if (errno == Errno.EOPNOTSUPP) errno = kernel.TryReadText(Path.Combine(directory, "cgroup.threads"), ReadBound.Table, out members);
        return errno == Errno.None && members.Split('\n').Contains(processId);
    }

    private static IEnumerable<string> Children(Kernel kernel, string root) => kernel.ShownIn(root).Where(entry => entry.Kind == FileKind.Directory).Select(entry => Path.Combine(root, entry.Name));
}
