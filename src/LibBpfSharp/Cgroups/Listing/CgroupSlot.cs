namespace LibBpfSharp.Cgroups;

/// <summary>One place in a cgroup's list.</summary>
public sealed record CgroupSlot
{
    internal CgroupSlot()
    {
    }

    /// <summary>The program there.</summary>
    public required uint ProgramId { get; init; }

    /// <summary>What holds it.</summary>
    public required CgroupAttachmentKind Kind { get; init; }

    /// <summary>The link that holds it, where one is known.</summary>
    public uint? LinkId { get; init; }

    /// <summary>Whether the program stands in the list several times, so that <see cref="LinkId"/> is a guess by the order the links were made in.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>Joins a list with the links on the cgroup.</summary>
    /// <param name="programs">The programs, in list order.</param>
    /// <param name="links">The links on that cgroup and hook.</param>
    /// <param name="areAll">Whether there are no others, so that what is left is attached by the legacy call.</param>
    internal static IReadOnlyList<CgroupSlot> Join(IReadOnlyList<uint> programs, IEnumerable<SeenCgroupLink> links, bool areAll)
    {
        Dictionary<uint, Queue<uint>> linksOf = links.OrderBy(link => link.LinkId).GroupBy(link => link.ProgramId, link => link.LinkId)
            .ToDictionary(group => group.Key, group => new Queue<uint>(group));
        HashSet<uint> repeated = [.. programs.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key)];
        return [.. programs.Select(program => linksOf.TryGetValue(program, out Queue<uint>? left) && left.TryDequeue(out uint link)
            ? new CgroupSlot { ProgramId = program, Kind = CgroupAttachmentKind.Link, LinkId = link, IsAmbiguous = repeated.Contains(program) }
            : new CgroupSlot { ProgramId = program, Kind = areAll ? CgroupAttachmentKind.Legacy : CgroupAttachmentKind.Unknown, IsAmbiguous = repeated.Contains(program) })];
    }
}
