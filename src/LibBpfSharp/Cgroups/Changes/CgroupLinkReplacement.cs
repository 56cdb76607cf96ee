namespace LibBpfSharp.Cgroups;

/// <summary>A link gets another program.</summary>
internal sealed class CgroupLinkReplacement(CgroupLink link, BpfProgram program) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list)
    {
        List<uint> ids = [.. list.Ids];
        ids[IndexOf(link, list)] = IdOf(program);
        return ids;
    }

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        uint before = list.Slots[IndexOf(link, list)].ProgramId;
        try
        {
            using BpfProgramHandle old = ObjectIds.OpenProgram(cgroup.Kernel, before);
            link.Exchange(program, expected: old);
        }
        catch (BpfException changed) when (changed is { Errno: Errno.ENOENT, Command: BpfCommand.ProgGetFdById } or BpfAttachException { Reason: BpfAttachError.UnexpectedProgram })
        {
            throw new BpfAttachException($"The link no longer holds program {before}: {changed.Message}", BpfAttachError.RevisionChanged, changed.Errno, changed.Command, changed.ObjectName);
        }

        return new(IsChecked: false);
    }
}
