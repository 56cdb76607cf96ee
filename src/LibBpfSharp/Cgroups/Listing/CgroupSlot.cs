namespace LibBpfSharp.Cgroups;

/// <summary>One place in a cgroup's list.</summary>
/// <param name="ProgramId">The program there.</param>
/// <param name="Kind">What holds it.</param>
/// <param name="LinkId">The link that holds it, where one is known.</param>
/// <param name="IsAmbiguous">Whether the program stands in the list several times, so that <paramref name="LinkId"/> is a guess by the order the links were made in.</param>
public sealed record CgroupSlot(uint ProgramId, CgroupAttachmentKind Kind, uint? LinkId = null, bool IsAmbiguous = false)
{
    /// <summary>Joins a list with the links on the cgroup.</summary>
    /// <param name="programs">The programs, in list order.</param>
    /// <param name="links">The links on that cgroup and hook.</param>
    /// <param name="areAll">Whether there are no others, so that what is left is attached by the legacy call.</param>
    internal static IReadOnlyList<CgroupSlot> Join(IReadOnlyList<uint> programs, IEnumerable<CgroupLinkPlace> links, bool areAll)
    {
        Dictionary<uint, Queue<uint>> linksOf = links.OrderBy(link => link.LinkId).GroupBy(link => link.ProgramId, link => link.LinkId)
            .ToDictionary(group => group.Key, group => new Queue<uint>(group));
        HashSet<uint> repeated = [.. programs.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key)];
        return [.. programs.Select(program => linksOf.TryGetValue(program, out Queue<uint>? left) && left.TryDequeue(out uint link)
            ? new CgroupSlot(program, CgroupAttachmentKind.Link, link, repeated.Contains(program))
            : new CgroupSlot(program, areAll ? CgroupAttachmentKind.Legacy : CgroupAttachmentKind.Unknown, null, repeated.Contains(program)))];
    }
}
