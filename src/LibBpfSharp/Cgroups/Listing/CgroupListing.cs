namespace LibBpfSharp.Cgroups;

/// <summary>The programs of one hook of one cgroup, and who they belong to, at one moment.</summary>
/// <param name="CgroupPath">The cgroup.</param>
/// <param name="AttachType">The hook.</param>
/// <param name="IsEffective">Whether it lists what runs for the events of the cgroup, inherited programs included, instead of the cgroup's own list.</param>
/// <param name="Entries">The programs, in list order or in the order they run in.</param>
/// <param name="Mode">The mode of the cgroup's own list.</param>
/// <param name="Revision">The revision of the cgroup's own list (Linux 6.17); 0 before.</param>
public sealed record CgroupListing(
    string CgroupPath, BpfAttachType AttachType, bool IsEffective, IReadOnlyList<CgroupEntry> Entries, CgroupAttachMode Mode, ulong Revision);
