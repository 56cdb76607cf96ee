namespace LibBpfSharp.Networking;

/// <summary>Where in the list of a hook a program goes, and on which state of the list. The default is last, whatever the list is.</summary>
internal readonly record struct ListRequest
{
    public BpfAttachPosition? Position { get; init; }

    public ulong? ExpectedRevision { get; init; }

    /// <summary>The attached program whose position the new one takes.</summary>
    public BpfProgramHandle? Replaced { get; init; }

    public BpfAttachFlags Flags => (Position?.Flags ?? BpfAttachFlags.None) | (Replaced is null ? BpfAttachFlags.None : BpfAttachFlags.Replace);
}
