namespace LibBpfSharp.Cgroups;

/// <summary>One change of the list of programs on a cgroup, to be made by <see cref="Cgroup.Change"/>: insert, replace, move, exchange or remove.</summary>
/// <remarks>
/// Programs must be loaded when a change is made of them, and not disposed before it is applied.
/// Positions other than the end take Linux 6.17. Links are placed beside links and legacy attachments beside such: the kernel takes nothing else as an anchor.
/// </remarks>
public abstract class CgroupChange
{
    private protected CgroupChange()
    {
    }

    /// <summary>Attaches a program by a link.</summary>
    /// <param name="program">The program, which stays the caller's. What attaches it holds the program arrays of its object, which may be disposed before.</param>
    /// <param name="index">The place it gets in the list, from 0 to the list's count; <c>null</c> for the end.</param>
    /// <param name="preorder">Whether it runs before the programs of descendants (Linux 6.17).</param>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public static CgroupChange Insert(BpfProgram program, int? index = null, bool preorder = false) => new CgroupInsertion(Loaded(program), index, preorder, isLink: true);

    /// <summary>Attaches a program by the legacy call, in mode <see cref="CgroupAttachMode.AllowMulti"/>.</summary>
    /// <inheritdoc cref="Insert(BpfProgram, int?, bool)"/>
    public static CgroupChange InsertLegacy(BpfProgram program, int? index = null, bool preorder = false) => new CgroupInsertion(Loaded(program), index, preorder, isLink: false);

    /// <summary>Puts another program in the place of the one a link holds (<c>BPF_LINK_UPDATE</c>), if that is still the one that was read.</summary>
    /// <param name="link">The link, on the cgroup that is changed. It then holds the program arrays of the program's object, which may be disposed before it.</param>
    /// <param name="program">The program that comes.</param>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public static CgroupChange Replace(CgroupLink link, BpfProgram program) => new CgroupLinkReplacement(Given(link), Loaded(program));

    /// <summary>Puts another program in the place of one that was attached by the legacy call (<c>BPF_F_REPLACE</c>).</summary>
    /// <param name="old">The program that goes.</param>
    /// <param name="program">The program that comes.</param>
    /// <param name="preorder">Whether it runs before the programs of descendants; the kernel takes it from here, not from the old program.</param>
    /// <exception cref="InvalidOperationException">A program is not loaded.</exception>
    public static CgroupChange Replace(BpfProgram old, BpfProgram program, bool preorder = false) => new CgroupLegacyReplacement(Loaded(old), Loaded(program), preorder);

    /// <summary>Puts a link to another program in the place of a link, in two calls: the new one is attached right behind the old one, which is then detached.</summary>
    /// <param name="link">The link that goes.</param>
    /// <param name="program">The program that comes; it may be the same.</param>
    /// <param name="index">The place of the new link in the list as it was, to move it; <c>null</c> for the old one's.</param>
    /// <param name="preorder">Whether it runs before the programs of descendants; at the old one's place it must be as the old one's.</param>
    /// <remarks>What to use where <see cref="BpfAttachError.UpdateMisplaced"/> forbids <see cref="Replace(CgroupLink, BpfProgram)"/>. Events may meet both (<see cref="CgroupInterim.Both"/>). Linux 6.17 unless it goes to the end.</remarks>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public static CgroupChange Exchange(CgroupLink link, BpfProgram program, int? index = null, bool preorder = false) => new CgroupExchange(Given(link), Loaded(program), index, preorder);

    /// <summary>Moves a program that was attached by the legacy call. It is detached and attached again: events may go unseen (<see cref="CgroupInterim.Neither"/>).</summary>
    /// <param name="program">The program.</param>
    /// <param name="index">Its place in the list without it, from 0 up.</param>
    /// <param name="preorder">Whether it runs before the programs of descendants from then on.</param>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public static CgroupChange Move(BpfProgram program, int index, bool preorder = false) => new CgroupLegacyMove(Loaded(program), index, preorder);

    /// <summary>Detaches a link (Linux 5.9).</summary>
    public static CgroupChange Remove(CgroupLink link) => new CgroupLinkRemoval(Given(link));

    /// <summary>Detaches a program that was attached by the legacy call.</summary>
    /// <param name="program">The program, which stays the caller's.</param>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    public static CgroupChange Remove(BpfProgram program) => new CgroupLegacyRemoval(Loaded(program));

    /// <summary>The ids that the list would hold.</summary>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NotAttached"/>: what is to be replaced, moved or removed is not in the list.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The place is not in the list.</exception>
    public abstract IReadOnlyList<uint> Preview(CgroupSlots list);

    /// <summary>Makes the change on a list as it was read. A list that changed since is <see cref="BpfAttachError.RevisionChanged"/>.</summary>
    internal abstract CgroupStep Apply(Cgroup cgroup, CgroupSlots list);

    private protected static uint IdOf(BpfProgram program) => program.Info.Id;

    private protected static ulong? ExpectedRevision(CgroupSlots list) => list.Revision > 0 ? list.Revision : null;

    private protected static int IndexOf(CgroupLink link, CgroupSlots list)
        => list.IndexOfLink(link.Id) is >= 0 and int index ? index : throw NotInList($"Link {link.Id}", list);

    private protected static int IndexOf(uint program, CgroupSlots list)
        => list.IndexOfLegacy(program) is >= 0 and int index ? index : throw NotInList($"Program {program}", list);

    private static CgroupLink Given(CgroupLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link;
    }

    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    private static BpfProgram Loaded(BpfProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        _ = program.Handle;
        return program;
    }

    private static BpfAttachException NotInList(string what, CgroupSlots list) => new(
        $"{what} is not in the list of cgroup '{list.CgroupPath}' at {list.AttachType}, which holds {(list.Count == 0 ? "nothing" : "programs " + string.Join(", ", list.Ids))}.",
        BpfAttachError.NotAttached, objectName: list.CgroupPath);
}
