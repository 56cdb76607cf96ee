namespace LibBpfSharp;

/// <summary>A link comes and another goes, which can also move one.</summary>
internal sealed class CgroupExchange(CgroupLink link, BpfProgramHandle program, int? index, bool preorder) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list)
    {
        int old = IndexOf(link, list);
        CgroupAnchor.Of(PlaceOf(old), list, isLink: true);
        List<uint?> ids = [.. list.Ids];
        ids[old] = null;
        ids.Insert(PlaceOf(old), IdOf(program));
        return [.. ids.OfType<uint>()];
    }

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        CgroupStep insertion = Insert(program, PlaceOf(IndexOf(link, list)), preorder).Apply(cgroup, list);
        try
        {
            link.Detach();
        }
        catch
        {
            insertion.Attachment!.Dispose();
            throw;
        }

        return insertion with { Interim = CgroupInterim.Both };
    }

    private int PlaceOf(int old) => index ?? old + 1;
}
