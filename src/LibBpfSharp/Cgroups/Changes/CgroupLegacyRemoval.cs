namespace LibBpfSharp.Cgroups;

/// <summary>A legacy attachment goes.</summary>
internal sealed class CgroupLegacyRemoval(BpfProgram program) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list)
    {
        List<uint> ids = [.. list.Ids];
        ids.RemoveAt(IndexOf(IdOf(program), list));
        return ids;
    }

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        IndexOf(IdOf(program), list);
        cgroup.Detach(program, list.AttachType, ExpectedRevision(list));
        return new(IsChecked: true);
    }
}
