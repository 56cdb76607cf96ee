using LibBpfSharp.Interop;

namespace LibBpfSharp.Cgroups;

/// <summary>A link on a cgroup: what it attaches, and where.</summary>
internal sealed record SeenCgroupLink(uint LinkId, uint ProgramId, ulong CgroupId, BpfAttachType AttachType)
{
    private static IEnumerable<SeenCgroupLink> Among(IEnumerable<LinkInfo> links) => links.Where(link => link.Type is BpfLinkType.Cgroup)
        .Select(link => new SeenCgroupLink(link.Id, link.ProgId, link.Cgroup.CgroupId, link.Cgroup.AttachType));

    /// <summary>From the <c>fdinfo</c> of a descriptor; <c>null</c> for what is no link on a cgroup.</summary>
    public static SeenCgroupLink? Parse(string fdinfo)
        => HolderCatalog.Field(fdinfo, "link_id") is { } link && HolderCatalog.Field(fdinfo, "prog_id") is { } program
            && HolderCatalog.Field(fdinfo, "cgroup_id") is { } cgroup && HolderCatalog.Field(fdinfo, "attach_type") is { } attachType
            ? new((uint)link, (uint)program, cgroup, (BpfAttachType)attachType)
            : null;

    /// <summary>All of the machine, or, without CAP_SYS_ADMIN, those that this process holds or can open by a pin.</summary>
    /// <param name="kernel">The kernel to ask.</param>
    /// <param name="areAll">Whether there are no others.</param>
    public static IReadOnlyList<SeenCgroupLink> Read(Kernel kernel, out bool areAll)
    {
        try
        {
            areAll = true;
            return [.. Among(ObjectIds.Links(kernel, BpfLinkInfo.ReadHead))];
        }
        catch (BpfPermissionException)
        {
            areAll = false;
            IEnumerable<SeenCgroupLink> pinned = Among(PinCatalog.Read(kernel).Links);
            return [.. HolderCatalog.Own(kernel).Select(Parse).OfType<SeenCgroupLink>().Concat(pinned).DistinctBy(link => link.LinkId)];
        }
    }
}
