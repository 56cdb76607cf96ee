namespace LibBpfSharp.Cgroups;

/// <summary>A link goes.</summary>
internal sealed class CgroupLinkRemoval(CgroupLink link) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list)
    {
        List<uint> ids = [.. list.Ids];
        ids.RemoveAt(IndexOf(link, list));
        return ids;
    }

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        IndexOf(link, list);
        link.Detach();
        return new(IsChecked: false);
    }
}
