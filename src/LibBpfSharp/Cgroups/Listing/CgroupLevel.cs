namespace LibBpfSharp.Cgroups;

/// <summary>The list of one cgroup on the way from the one asked about to the root.</summary>
internal sealed record CgroupLevel(string Path, ulong CgroupId, CgroupPrograms List)
{
    /// <summary>Whether the list is the same as at another reading: by its revision, or, where there is none, by its programs.</summary>
    public bool IsUnchanged(CgroupLevel other) => Path == other.Path && List.Revision == other.List.Revision && List.Mode == other.List.Mode && List.Ids.SequenceEqual(other.List.Ids);

    /// <summary>The lists of a cgroup and its ancestors as far as they are mounted, the cgroup's own first.</summary>
    public static IReadOnlyList<CgroupLevel> Read(Cgroup cgroup, BpfAttachType attachType)
    {
        List<CgroupLevel> levels = [new(cgroup.Path, cgroup.Id, cgroup.Query(attachType))];
        foreach (Cgroup ancestor in cgroup.Ancestors())
        {
            using (ancestor) levels.Add(new(ancestor.Path, ancestor.Id, ancestor.Query(attachType)));
        }

        return levels;
    }

    /// <summary>The levels whose programs run: the first that has any, and above it those whose programs run too (<c>compute_effective_progs()</c>).</summary>
    public static IReadOnlyList<CgroupLevel> Contributing(IReadOnlyList<CgroupLevel> levels)
    {
        List<CgroupLevel> contributing = [];
        foreach (CgroupLevel level in levels)
        {
            if (level.List.Programs.Count > 0 && (contributing.Count == 0 || level.List.Mode == CgroupAttachMode.AllowMulti)) contributing.Add(level);
        }

        return contributing;
    }
}
