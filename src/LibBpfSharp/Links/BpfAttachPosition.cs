namespace LibBpfSharp;

/// <summary>Where in a list of programs on one hook a new one goes. For tcx since Linux 6.6, netkit 6.7, cgroups 6.17.</summary>
/// <remarks>
/// An anchor must stand in the same list: on a cgroup the position holds among the programs of that one cgroup, not among those of its ancestors.
/// A cgroup takes a link as anchor for a link and a program as anchor for a legacy attachment; an interface takes either for both.
/// Source: <c>kernel/bpf/cgroup.c</c> (<c>get_prog_list</c>), <c>kernel/bpf/mprog.c</c>.
/// </remarks>
public sealed class BpfAttachPosition
{
    private BpfAttachPosition(BpfAttachFlags flags, BpfHandle? anchor = null, uint id = 0)
    {
        Flags = flags;
        AnchorHandle = anchor;
        AnchorId = id;
    }

    /// <summary>Before all others.</summary>
    public static BpfAttachPosition First { get; } = new(BpfAttachFlags.Before);

    /// <summary>After all others, which is also where a program goes when no position is given.</summary>
    public static BpfAttachPosition Last { get; } = new(BpfAttachFlags.After);

    /// <summary>Only if the list is empty; otherwise the attach fails.</summary>
    public static BpfAttachPosition OnlyIfEmpty { get; } = new(BpfAttachFlags.Before | BpfAttachFlags.After);

    internal BpfAttachFlags Flags { get; }

    internal BpfHandle? AnchorHandle { get; }

    internal uint AnchorId { get; }

    internal bool HasAnchor => AnchorHandle is not null || Flags.HasFlag(BpfAttachFlags.Id);

    internal bool HasLinkAnchor => Flags.HasFlag(BpfAttachFlags.Link);

    /// <summary>Right before a link of the same list.</summary>
    public static BpfAttachPosition Before(BpfLink link) => AtLink(BpfAttachFlags.Before, link);

    /// <summary>Right after a link of the same list.</summary>
    public static BpfAttachPosition After(BpfLink link) => AtLink(BpfAttachFlags.After, link);

    /// <summary>Right before a program of the same list.</summary>
    public static BpfAttachPosition Before(BpfProgram program) => AtProgram(BpfAttachFlags.Before, program);

    /// <summary>Right after a program of the same list.</summary>
    public static BpfAttachPosition After(BpfProgram program) => AtProgram(BpfAttachFlags.After, program);

    /// <summary>Right before the link with this id.</summary>
    public static BpfAttachPosition BeforeLink(uint id) => new(BpfAttachFlags.Before | BpfAttachFlags.Id | BpfAttachFlags.Link, id: id);

    /// <summary>Right after the link with this id.</summary>
    public static BpfAttachPosition AfterLink(uint id) => new(BpfAttachFlags.After | BpfAttachFlags.Id | BpfAttachFlags.Link, id: id);

    /// <summary>Right before the program with this id.</summary>
    public static BpfAttachPosition BeforeProgram(uint id) => new(BpfAttachFlags.Before | BpfAttachFlags.Id, id: id);

    /// <summary>Right after the program with this id.</summary>
    public static BpfAttachPosition AfterProgram(uint id) => new(BpfAttachFlags.After | BpfAttachFlags.Id, id: id);

    private static BpfAttachPosition AtLink(BpfAttachFlags side, BpfLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new(side | BpfAttachFlags.Link, link.Handle);
    }

    private static BpfAttachPosition AtProgram(BpfAttachFlags side, BpfProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return new(side, program.Handle);
    }
}
