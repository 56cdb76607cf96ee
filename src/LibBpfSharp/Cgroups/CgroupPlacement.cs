namespace LibBpfSharp;

/// <summary>Where in a cgroup's list a program goes, and on which state of the list. All of it needs Linux 6.17 (see each member).</summary>
public abstract record CgroupPlacement
{
    private protected CgroupPlacement()
    {
    }

    /// <summary>The place in this cgroup's list; <c>null</c> means last. Linux 6.17.</summary>
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
