namespace LibBpfSharp;

/// <summary>What <c>/proc/PID/cgroup</c> says (cgroups(7)): one line <c>hierarchy:controllers:path</c> for each hierarchy, <c>0::path</c> for v2.</summary>
/// <param name="VersionTwo">The path in the v2 hierarchy, relative to the root of the reader's cgroup namespace; <c>null</c> where there is no such hierarchy.</param>
/// <param name="Others">The paths in v1 hierarchies.</param>
internal sealed record CgroupMembership(string? VersionTwo, IReadOnlyList<string> Others)
{
    public static CgroupMembership Parse(string text)
    {
        string? versionTwo = null;
        List<string> others = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // A path may hold colons, a list of controllers not.
            if (line.Split(':', 3) is not [string hierarchy, _, string path]) continue;
            if (hierarchy == "0") versionTwo = path;
            else others.Add(path);
        }

        return new(versionTwo, others);
    }
}
