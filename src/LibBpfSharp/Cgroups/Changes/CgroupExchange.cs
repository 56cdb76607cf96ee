namespace LibBpfSharp.Cgroups;

/// <summary>A link comes and another goes, which can also move one.</summary>
internal sealed class CgroupExchange(CgroupLink link, BpfProgram program, int? index, bool preorder) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list)
    {
        int old = IndexOf(link, list);
        Position(list);
        List<uint?> ids = [.. list.Ids];
        ids[old] = null;
        ids.Insert(PlaceOf(old), IdOf(program));
        return [.. ids.OfType<uint>()];
    }

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        ulong? revision = ExpectedRevision(list);
        CgroupLink next = cgroup.Attach(program, list.AttachType, new() { Position = Position(list), Preorder = preorder, ExpectedRevision = revision });
        try
        {
            link.Detach();
        }
        catch
        {
            next.Dispose();
            throw;
        }

        return new(revision is not null, next, CgroupInterim.Both);
    }

    /// <summary>Beside the old link where that can be said, even at the end: the kernel then refuses a link that is to run in the other pass.</summary>
    private BpfAttachPosition? Position(CgroupSlots list)
    {
        int old = IndexOf(link, list);
        return index is null && list.Revision > 0 ? BpfAttachPosition.AfterLink(link.Id) : CgroupAnchor.Of(PlaceOf(old), list, isLink: true);
    }

    private int PlaceOf(int old) => index ?? old + 1;
}
