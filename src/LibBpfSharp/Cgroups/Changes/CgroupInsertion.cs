namespace LibBpfSharp.Cgroups;

/// <summary>A program comes.</summary>
internal sealed class CgroupInsertion(BpfProgram program, int? index, bool preorder, bool isLink) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list)
    {
        CgroupAnchor.Of(index, list, isLink);
        List<uint> ids = [.. list.Ids];
        ids.Insert(index ?? ids.Count, IdOf(program));
        return ids;
    }

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        BpfAttachPosition? position = CgroupAnchor.Of(index, list, isLink);
        ulong? revision = ExpectedRevision(list);
        return new(revision is not null, isLink
            ? cgroup.Attach(program, list.AttachType, new() { Position = position, Preorder = preorder, ExpectedRevision = revision })
            : cgroup.AttachLegacy(program, list.AttachType, new() { Position = position, Preorder = preorder, ExpectedRevision = revision }));
    }
}
