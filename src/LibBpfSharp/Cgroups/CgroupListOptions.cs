namespace LibBpfSharp;

/// <summary>To which of a cgroup's lists a program is attached, where in it, and on which state of it.</summary>
public abstract record CgroupListOptions
{
    private protected CgroupListOptions()
    {
    }

    /// <summary>
    /// Where on the cgroup the program runs; <c>null</c> for <see cref="BpfProgram.ExpectedAttachType"/>, or the only attach type that programs of its type have.
    /// </summary>
    public BpfAttachType? AttachType { get; init; }

    /// <summary>The position in this cgroup's list; <c>null</c> means last. Linux 6.17.</summary>
    public BpfAttachPosition? Position { get; init; }

    /// <summary>
    /// Whether the program runs in the pre-order pass: first all such programs from the root of the hierarchy down, then the others from this cgroup up.
    /// Linux 6.15 for legacy attachments, 6.17 for links.
    /// </summary>
    public bool Preorder { get; init; }

    /// <summary>
    /// The list must still have this revision, from <see cref="CgroupPrograms.Revision"/>; otherwise the attach fails with
    /// <see cref="BpfAttachError.RevisionChanged"/>. <c>null</c> does not check. Linux 6.17.
    /// </summary>
    public ulong? ExpectedRevision { get; init; }

    internal bool IsPlain => Position is null && !Preorder && ExpectedRevision is null;

    internal BpfAttachFlags Flags => (Position?.Flags ?? BpfAttachFlags.None) | (Preorder ? BpfAttachFlags.Preorder : BpfAttachFlags.None);
}
