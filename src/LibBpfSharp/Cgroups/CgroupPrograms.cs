namespace LibBpfSharp;

/// <summary>What <c>BPF_PROG_QUERY</c> tells about one attach type of one cgroup, at one moment.</summary>
public sealed record CgroupPrograms
{
    internal CgroupPrograms()
    {
    }

    /// <summary>The programs in the order they run in; for an effective query those inherited from ancestors are among them.</summary>
    public required IReadOnlyList<CgroupProgram> Programs { get; init; }

    /// <summary>The mode of this cgroup's own list; <see cref="CgroupAttachMode.None"/> if it is empty, and always for an effective query.</summary>
    public required CgroupAttachMode Mode { get; init; }

    /// <summary>
    /// Count of changes to the list, from 1 up; what an attach or detach with an expected revision is compared with.
    /// 0 before Linux 6.17, for an effective query and for <see cref="BpfAttachType.LsmCgroup"/>.
    /// </summary>
    public required ulong Revision { get; init; }

    /// <summary>The programs' ids, in order.</summary>
    public IReadOnlyList<uint> Ids => [.. Programs.Select(program => program.Id)];
}
