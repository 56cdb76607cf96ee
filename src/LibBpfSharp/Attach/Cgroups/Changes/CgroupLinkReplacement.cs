namespace LibBpfSharp;

/// <summary>A link gets another program.</summary>
internal sealed class CgroupLinkReplacement(CgroupLink link, BpfProgramHandle program) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list)
    {
        List<uint> ids = [.. list.Ids];
        ids[IndexOf(link, list)] = IdOf(program);
        return ids;
    }

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        using BpfProgramHandle old = KernelObjects.OpenProgram(cgroup.Kernel, list.Slots[IndexOf(link, list)].ProgramId);
        try
        {
            link.Update(program, expected: old);
        }
        catch (BpfAttachException changed) when (changed.Reason == BpfAttachError.UnexpectedProgram)
        {
            throw new BpfAttachException(changed.Message, BpfAttachError.RevisionChanged, changed.Errno, changed.Command, changed.ObjectName);
        }

        return new(IsChecked: false);
    }
}
