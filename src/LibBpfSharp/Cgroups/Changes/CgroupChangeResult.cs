namespace LibBpfSharp.Cgroups;

/// <summary>What came of a change of a cgroup's list.</summary>
public sealed record CgroupChangeResult
{
    internal CgroupChangeResult()
    {
    }

    /// <summary>The list the change was computed on.</summary>
    public required CgroupSlots Before { get; init; }

    /// <summary>The list right after it.</summary>
    public required CgroupPrograms After { get; init; }

    /// <summary>How often it was computed: more than once where others changed the list in between.</summary>
    public required int Attempts { get; init; }

    /// <summary>The list the change was to lead to.</summary>
    public required IReadOnlyList<uint> Preview { get; init; }

    /// <summary>
    /// Whether nothing else changed the list between its reading and the change: the kernel compared the revision, or the revision shows it.
    /// <c>false</c> before Linux 6.17, where nothing can, and where the revision shows that something did.
    /// </summary>
    public bool IsAtomic { get; init; }

    /// <summary>What events may have met in between.</summary>
    public CgroupInterim Interim { get; init; }

    /// <summary>Whether the list is what it was to be. <c>false</c> means that somebody else changed it, too, before or after.</summary>
    public bool IsAsPreviewed => After.Ids.SequenceEqual(Preview);

    /// <summary>The attachment that the change made, the caller's to dispose; <c>null</c> for one that made none.</summary>
    public ICgroupAttachment? Attachment { get; init; }
}
