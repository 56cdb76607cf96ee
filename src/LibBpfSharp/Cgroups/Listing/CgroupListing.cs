namespace LibBpfSharp.Cgroups;

/// <summary>The programs of one hook of one cgroup, and who they belong to, at one moment.</summary>
public sealed record CgroupListing
{
    internal CgroupListing()
    {
    }

    /// <summary>The cgroup.</summary>
    public required string CgroupPath { get; init; }

    /// <summary>The hook.</summary>
    public required BpfAttachType AttachType { get; init; }

    /// <summary>Whether it lists what runs for the events of the cgroup, inherited programs included, instead of the cgroup's own list.</summary>
    public required bool IsEffective { get; init; }

    /// <summary>The programs, in list order or in the order they run in.</summary>
    public required IReadOnlyList<CgroupEntry> Entries { get; init; }

    /// <summary>The mode of the cgroup's own list.</summary>
    public required CgroupAttachMode Mode { get; init; }

    /// <summary>The revision of the cgroup's own list (Linux 6.17); 0 before.</summary>
    public required ulong Revision { get; init; }
}
