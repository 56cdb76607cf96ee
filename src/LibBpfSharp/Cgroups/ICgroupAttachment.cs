namespace LibBpfSharp;

/// <summary>A program attached to a cgroup, by link (<see cref="CgroupLink"/>) or by the older call (<see cref="CgroupAttachment"/>), for callers that hold either.</summary>
/// <remarks>The two differ in what happens when nobody gets to dispose: see <see cref="IBpfAttachment.DetachesWithOwner"/>.</remarks>
public interface ICgroupAttachment : IBpfAttachment
{
    /// <summary>Where in the cgroup the program runs.</summary>
    /// <exception cref="BpfException">It is a link, and the kernel refuses to tell.</exception>
    BpfAttachType AttachType { get; }

    /// <summary>The cgroup's id; 0 once the attachment is gone or the cgroup was removed.</summary>
    /// <exception cref="BpfException">It is a link, and the kernel refuses to tell.</exception>
    ulong CgroupId { get; }
}
