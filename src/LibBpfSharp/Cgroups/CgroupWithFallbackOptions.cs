namespace LibBpfSharp;

/// <summary>How a program is attached to a cgroup, and what to do on a kernel without BPF links (before 5.7).</summary>
public sealed record CgroupWithFallbackOptions
{
    internal static CgroupWithFallbackOptions Plain { get; } = new();

    /// <inheritdoc cref="CgroupListOptions.AttachType"/>
    public BpfAttachType? AttachType { get; init; }

    /// <summary>
    /// Whether the program may be attached by the legacy call then. It is asked for because such an attachment stays when the process dies
    /// (<see cref="IBpfAttachment.DetachesWithOwner"/> is <c>false</c>).
    /// </summary>
    public bool AllowLegacyFallback { get; init; }

    /// <summary>The mode of the legacy attachment; the default is what a link does.</summary>
    public CgroupAttachMode LegacyMode { get; init; } = CgroupAttachMode.AllowMulti;
}
