namespace LibBpfSharp;

/// <summary>Walks the directories of a cgroup hierarchy, which come and go meanwhile.</summary>
internal static class CgroupTree
{
    /// <summary>A directory and all below it, parents first.</summary>
    public static IEnumerable<string> Walk(string root)
    {
        Queue<string> left = new([root]);
        while (left.TryDequeue(out string? directory))
        {
            yield return directory;
            foreach (string child in Children(directory)) left.Enqueue(child);
        }
    }

    /// <summary>The directories that <paramref name="levels"/> steps lead down to.</summary>
    public static IEnumerable<string> AtDepth(string root, int levels)
        => levels == 0 ? [root] : Children(root).SelectMany(child => AtDepth(child, levels - 1));

    /// <summary>Of the directories that fit, those that lie in no other one that fits.</summary>
    public static IReadOnlyList<string> Outermost(string root, Func<string, bool> fits)
    {
        List<string> found = [];
        foreach (string directory in Walk(root))
        {
            bool isInner = found.Exists(outer => directory.StartsWith(outer + '/', StringComparison.Ordinal));
            if (!isInner && fits(Path.GetFileName(directory))) found.Add(directory);
        }

        return found;
    }

    /// <summary>Whether a process is a direct member.</summary>
    public static bool HasMember(string directory, string processId)
    {
        foreach (string file in (ReadOnlySpan<string>)["cgroup.procs", "cgroup.threads"])
        {
            try
            {
                return File.ReadLines(Path.Combine(directory, file)).Contains(processId);
            }
            catch (DirectoryNotFoundException)
            {
                return false;
            }
            catch (IOException)
            {
                // A threaded cgroup lists its threads only.
            }
        }

        return false;
    }

    private static string[] Children(string directory)
    {
        try
        {
            return Directory.GetDirectories(directory);
        }
        catch (Exception gone) when (gone is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return []; // removed since its parent was read, or not for this process to see
        }
    }
}
