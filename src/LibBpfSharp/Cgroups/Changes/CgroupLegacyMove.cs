namespace LibBpfSharp.Cgroups;

/// <summary>A legacy attachment goes to another place. The kernel takes a program once, so that it has to go before it can come.</summary>
internal sealed class CgroupLegacyMove(BpfProgram program, int index, bool preorder) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list)
    {
        CgroupSlots without = Without(list);
        CgroupAnchor.Of(index, without, isLink: false);
        List<uint> ids = [.. without.Ids];
        ids.Insert(index, IdOf(program));
        return ids;
    }

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        CgroupSlots without = Without(list);

        // What cannot be placed must not be taken off first.
        BpfAttachPosition? position = CgroupAnchor.Of(index, without, isLink: false);
        if (position is not null && list.Revision == 0) throw CgroupFailure.OrderNotSupported(cgroup, BpfCommand.ProgAttach, Errno.None);
        cgroup.Detach(program, list.AttachType, ExpectedRevision(list));
        try
        {
            return new(true, cgroup.AttachLegacy(program, list.AttachType, new() { Position = position, Preorder = preorder, ExpectedRevision = ExpectedRevision(without) }), CgroupInterim.Neither);
        }
        catch (BpfException)
        {
            // The place is lost, the program is not.
            CgroupAttachment back = cgroup.AttachLegacy(program, list.AttachType, new() { Preorder = preorder });
            back.Disconnect();
            back.Dispose();
            throw;
        }
    }

    private CgroupSlots Without(CgroupSlots list)
    {
        List<CgroupSlot> others = [.. list.Slots];
        others.RemoveAt(IndexOf(IdOf(program), list));
        return list with { Slots = others, Revision = list.Revision > 0 ? list.Revision + 1 : 0 };
    }
}
