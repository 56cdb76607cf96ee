using LibBpfSharp.Interop;

namespace LibBpfSharp.Cgroups;

/// <summary>Adds to the programs on a cgroup who holds and who can detach them.</summary>
internal sealed class CgroupOwners(Kernel kernel, bool opensById)
{
    private readonly PinCatalog _pins = PinCatalog.Read(kernel);
    private readonly HolderCatalog _holders = HolderCatalog.Read(kernel);

    public CgroupEntry Complete(CgroupEntry entry)
    {
        (BpfPinKind kind, uint id) = entry.LinkId is { } link ? (BpfPinKind.Link, link) : (BpfPinKind.Program, entry.ProgramId);
        CgroupEntry complete = entry with { ProgramName = ObjectIds.NameOfProgram(kernel, entry.ProgramId), Pins = _pins.Of(kind, id), Holders = _holders.Of(kind, id) };
        complete = complete with { IsOwn = complete.Holders.Any(holder => holder.ProcessId == Environment.ProcessId) };
        return complete with { DetachWay = WayFor(complete) };
    }

    private CgroupDetachWay WayFor(CgroupEntry entry) => entry.Kind switch
    {
        CgroupAttachmentKind.Legacy => CgroupDetachWay.Program,
        CgroupAttachmentKind.Link when entry.IsOwn => CgroupDetachWay.OwnLink,
        CgroupAttachmentKind.Link when entry.Pins.Count > 0 => CgroupDetachWay.PinnedLink,
        CgroupAttachmentKind.Link when opensById => CgroupDetachWay.LinkById,
        _ => CgroupDetachWay.None,
    };
}
