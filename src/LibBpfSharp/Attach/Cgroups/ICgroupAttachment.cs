namespace LibBpfSharp;

/// <summary>A program attached to a cgroup, by link (<see cref="CgroupLink"/>) or by the older call (<see cref="CgroupAttachment"/>), for callers that hold either.</summary>
/// <remarks>
/// Disposing detaches, unless the attachment was disconnected. The two differ in what happens when nobody gets to dispose:
/// see <see cref="DetachesWithOwner"/>.
/// </remarks>
public interface ICgroupAttachment : IDisposable
{
    /// <summary>Where in the cgroup the program runs.</summary>
    BpfAttachType AttachType { get; }

    /// <summary>The cgroup's id; 0 once the attachment is gone or the cgroup was removed.</summary>
    ulong CgroupId { get; }

    /// <summary>The id of the program that runs.</summary>
    uint ProgramId { get; }

    /// <summary>
    /// Whether the kernel detaches the program by itself when the process ends, however it ends: <c>true</c> for a link that is not pinned,
    /// <c>false</c> for a legacy attachment, which stays until it is detached or the cgroup is removed.
    /// </summary>
    bool DetachesWithOwner { get; }

    /// <summary>Takes the program off the cgroup now.</summary>
    void Detach();
}
