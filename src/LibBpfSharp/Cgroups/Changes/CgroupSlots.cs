namespace LibBpfSharp.Cgroups;

/// <summary>A cgroup's list as it was read: what a <see cref="CgroupChange"/> is computed on.</summary>
public sealed record CgroupSlots
{
    private const int MostReadings = 20;

    internal CgroupSlots()
    {
    }

    /// <summary>The cgroup.</summary>
    public required string CgroupPath { get; init; }

    /// <summary>The hook.</summary>
    public required BpfAttachType AttachType { get; init; }

    /// <summary>The programs, in order.</summary>
    public required IReadOnlyList<CgroupSlot> Slots { get; init; }

    /// <summary>The list's mode; <see cref="CgroupAttachMode.None"/> if it is empty.</summary>
    public required CgroupAttachMode Mode { get; init; }

    /// <summary>Its revision; 0 before Linux 6.17.</summary>
    public required ulong Revision { get; init; }

    /// <summary>How many programs there are.</summary>
    public int Count => Slots.Count;

    /// <summary>The programs' ids, in order.</summary>
    public IReadOnlyList<uint> Ids => [.. Slots.Select(slot => slot.ProgramId)];

    /// <summary>Where a program stands first; -1 if it does not.</summary>
    public int IndexOfProgram(uint programId) => IndexOf(slot => slot.ProgramId == programId);

    /// <summary>Where a link stands; -1 if it does not.</summary>
    public int IndexOfLink(uint linkId) => IndexOf(slot => slot.LinkId == linkId);

    internal int IndexOfLegacy(uint programId) => IndexOf(slot => slot.ProgramId == programId && slot.LinkId is null);

    internal static CgroupSlots Read(Cgroup cgroup, BpfAttachType attachType)
    {
        // The links are read between two readings of the list, which must agree.
        for (int reading = 0; reading < MostReadings; reading++)
        {
            CgroupPrograms list = cgroup.Query(attachType);
            IEnumerable<SeenCgroupLink> links = SeenCgroupLink.Read(cgroup.Kernel, out bool areAll).Where(link => link.CgroupId == cgroup.Id && link.AttachType == attachType);
            CgroupPrograms again = cgroup.Query(attachType);
            if (again.Revision == list.Revision && again.Ids.SequenceEqual(list.Ids))
            {
                return new()
                {
                    CgroupPath = cgroup.Path,
                    AttachType = attachType,
                    Slots = CgroupSlot.Join(list.Ids, links, areAll),
                    Mode = list.Mode,
                    Revision = list.Revision,
                };
            }
        }

        throw CgroupFailure.NeverQuiet(cgroup);
    }

    private int IndexOf(Func<CgroupSlot, bool> fits)
    {
        for (int i = 0; i < Slots.Count; i++)
        {
            if (fits(Slots[i])) return i;
        }

        return -1;
    }
}
