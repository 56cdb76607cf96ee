namespace LibBpfSharp.Networking;

/// <summary>Where in the list of programs of an interface (tcx, netkit) a new one goes, and on which state of the list. Linux 6.6.</summary>
public abstract record BpfInterfaceListOptions
{
    private protected BpfInterfaceListOptions()
    {
    }

    /// <summary>The position in the list; <c>null</c> means last. An anchor may be a link, or a program whatever holds it there.</summary>
    public BpfAttachPosition? Position { get; init; }

    /// <summary>
    /// The list must still have this revision, from <see cref="BpfHookPrograms.Revision"/>; otherwise the attach fails with
    /// <see cref="BpfAttachError.RevisionChanged"/>. <c>null</c> does not check.
    /// </summary>
    public ulong? ExpectedRevision { get; init; }

    internal virtual ListRequest Request => new() { Position = Position, ExpectedRevision = ExpectedRevision };
}
