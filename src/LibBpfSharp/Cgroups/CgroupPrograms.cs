namespace LibBpfSharp;

/// <summary>What <c>BPF_PROG_QUERY</c> tells about one attach type of one cgroup, at one moment.</summary>
/// <param name="Programs">The programs in the order they run in; for an effective query those inherited from ancestors are among them.</param>
/// <param name="Mode">The mode of this cgroup's own list; <see cref="CgroupAttachMode.None"/> if it is empty, and always for an effective query.</param>
/// <param name="Revision">
/// Count of changes to the list, from 1 up; what an attach or detach with an expected revision is compared with.
/// 0 before Linux 6.17, for an effective query and for <see cref="BpfAttachType.LsmCgroup"/>.
/// </param>
public sealed record CgroupPrograms(IReadOnlyList<CgroupProgram> Programs, CgroupAttachMode Mode, ulong Revision)
{
    /// <summary>The programs' ids, in order.</summary>
    public IReadOnlyList<uint> Ids => [.. Programs.Select(program => program.Id)];
}
