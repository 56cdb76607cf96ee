using LibBpfSharp.Interop;

namespace LibBpfSharp.Cgroups;

/// <summary>Reads what is on a cgroup and puts together what the kernel tells in different positions, none of which knows of the others.</summary>
internal sealed class CgroupListingReader
{
    private const int MostReadings = 20;

    private readonly Cgroup _cgroup;
    private readonly BpfAttachType _attachType;
    private IReadOnlyList<CgroupLevel> _levels = [];
    private IReadOnlyList<SeenCgroupLink> _links = [];
    private IReadOnlyList<uint> _effective = [];
    private bool _areAll;

    private CgroupListingReader(Cgroup cgroup, BpfAttachType attachType)
    {
        _cgroup = cgroup;
        _attachType = attachType;
    }

    private Kernel Kernel => _cgroup.Kernel;

    public static CgroupListing Read(Cgroup cgroup, BpfAttachType attachType, bool effective)
    {
        CgroupListingReader reader = new(cgroup, attachType);
        reader.ReadUntilQuiet();
        CgroupPrograms own = reader._levels[0].List;
        IEnumerable<CgroupEntry> entries = effective ? reader.InEffectiveOrder() : reader.InListOrder();
        CgroupOwners owners = new(cgroup.Kernel, reader._areAll);
        return new()
        {
            CgroupPath = cgroup.Path,
            AttachType = attachType,
            IsEffective = effective,
            Entries = [.. entries.Select(owners.Complete)],
            Mode = own.Mode,
            Revision = own.Revision,
        };
    }

    /// <summary>Lists, links and effective order, of one moment: nothing may have changed between the first reading and the last.</summary>
    private void ReadUntilQuiet()
    {
        for (int reading = 0; reading < MostReadings; reading++)
        {
            _levels = CgroupLevel.Read(_cgroup, _attachType);
            _links = SeenCgroupLink.Read(Kernel, out _areAll);
            _effective = _cgroup.Query(_attachType, effective: true).Ids;
            IReadOnlyList<CgroupLevel> after = CgroupLevel.Read(_cgroup, _attachType);
            if (after.Count == _levels.Count && _levels.Zip(after, (one, other) => one.IsUnchanged(other)).All(same => same)) return;
        }

        throw CgroupFailure.NeverQuiet(_cgroup);
    }

    private IReadOnlyList<CgroupEntry> EntriesOf(CgroupLevel level)
    {
        IReadOnlyList<CgroupSlot> slots = CgroupSlot.Join(
            level.List.Ids, _links.Where(link => link.CgroupId == level.CgroupId && link.AttachType == _attachType), _areAll);
        return [.. slots.Zip(level.List.Programs, (slot, program) => new CgroupEntry
        {
            ProgramId = slot.ProgramId,
            CgroupPath = level.Path,
            Mode = program.Mode,
            Preorder = program.Preorder ? true : null,
            Kind = slot.Kind,
            LinkId = slot.LinkId,
            IsAmbiguous = slot.IsAmbiguous,
        })];
    }

    private IEnumerable<CgroupEntry> InListOrder()
    {
        IReadOnlyList<CgroupEntry> own = EntriesOf(_levels[0]);
        IReadOnlyList<EffectiveOrder.Position>? positions = Explain(out _);

        // The cgroup's own list contributes first, where it has any program.
        return own.Select((entry, index) => positions is null ? entry : WithPreorder(entry, positions.First(position => position.Index == index)));
    }

    private IEnumerable<CgroupEntry> InEffectiveOrder()
    {
        IReadOnlyList<EffectiveOrder.Position>? positions = Explain(out IReadOnlyList<CgroupLevel> contributing);
        CgroupEntry[] all = [.. contributing.SelectMany(EntriesOf)];
        return positions is not null
            ? positions.Select(position => WithPreorder(all[position.Index], position))
            : ById(all);
    }

    /// <summary>The effective order where no position is known but by the program.</summary>
    private IEnumerable<CgroupEntry> ById(IEnumerable<CgroupEntry> entries)
    {
        List<CgroupEntry> left = [.. entries];
        foreach (uint id in _effective)
        {
            int index = left.FindIndex(entry => entry.ProgramId == id);
            yield return index < 0 ? new CgroupEntry { ProgramId = id, Mode = CgroupAttachMode.AllowMulti } : left[index];
            if (index >= 0) left.RemoveAt(index);
        }
    }

    private IReadOnlyList<EffectiveOrder.Position>? Explain(out IReadOnlyList<CgroupLevel> contributing)
    {
        // LSM hooks have an order each, which are queried in one: a program of an ancestor that comes first need not have PREORDER.
        contributing = CgroupLevel.Contributing(_levels);
        return _attachType == BpfAttachType.LsmCgroup ? null : EffectiveOrder.Explain(_effective, [.. contributing.Select(level => level.List.Ids)]);
    }

    private static CgroupEntry WithPreorder(CgroupEntry entry, EffectiveOrder.Position position) => entry with { Preorder = entry.Preorder ?? position.Preorder };
}
