namespace LibBpfSharp.Cgroups;

/// <summary>One program on a cgroup, with what is known of who put and keeps it there.</summary>
public sealed record CgroupEntry
{
    internal CgroupEntry()
    {
    }

    /// <summary>The program's id.</summary>
    public required uint ProgramId { get; init; }

    /// <summary>The program's name, up to 15 characters; <c>null</c> without CAP_SYS_ADMIN, and for a program that is gone by now.</summary>
    public string? ProgramName { get; init; }

    /// <summary>The cgroup the program is attached to: the one asked about or, in an effective listing, an ancestor. <c>null</c> where that lies above what is mounted.</summary>
    public string? CgroupPath { get; init; }

    /// <summary>The mode it is attached in.</summary>
    public CgroupAttachMode Mode { get; init; }

    /// <summary>
    /// Whether it runs in the pre-order pass: as the kernel reports it (7.x) or as the effective order shows it;
    /// <c>null</c> where the order would be the same with and without.
    /// </summary>
    public bool? Preorder { get; init; }

    /// <summary>What holds it.</summary>
    public CgroupAttachmentKind Kind { get; init; }

    /// <summary>The link that holds it, where one is known.</summary>
    public uint? LinkId { get; init; }

    /// <summary>
    /// Whether the same program stands in the same list several times: the kernel does not tell which of them which link holds, and <see cref="LinkId"/>
    /// goes by the order the links were made in.
    /// </summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>Where the link is pinned, or, for a legacy attachment, the program.</summary>
    public IReadOnlyList<string> Pins { get; init; } = [];

    /// <summary>Which processes hold the link, or, for a legacy attachment, the program. Those this process may not look into (<c>/proc/PID/fd</c>) are missing.</summary>
    public IReadOnlyList<BpfHolder> Holders { get; init; } = [];

    /// <summary>Whether this process is one of <see cref="Holders"/>; everything else is foreign.</summary>
    public bool IsOwn { get; init; }

    /// <summary>How this process can detach it.</summary>
    public CgroupDetachWay DetachWay { get; init; }

    /// <summary>Whether this process can detach it at all.</summary>
    public bool IsDetachable => DetachWay != CgroupDetachWay.None;
}
