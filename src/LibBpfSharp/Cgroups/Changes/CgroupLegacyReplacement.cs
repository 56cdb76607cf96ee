namespace LibBpfSharp.Cgroups;

/// <summary>A legacy attachment gets another program.</summary>
internal sealed class CgroupLegacyReplacement(BpfProgram old, BpfProgram program, bool preorder) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list)
    {
        List<uint> ids = [.. list.Ids];
        ids[IndexOf(IdOf(old), list)] = IdOf(program);
        return ids;
    }

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        IndexOf(IdOf(old), list);
        return new(true, cgroup.AttachLegacy(program, list.AttachType, new() { Replace = old, Preorder = preorder, ExpectedRevision = ExpectedRevision(list) }));
    }
}
