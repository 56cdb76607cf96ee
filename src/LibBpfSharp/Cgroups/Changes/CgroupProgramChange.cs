namespace LibBpfSharp.Cgroups;

/// <summary>A change that brings a program of an object: what attaches it then holds the object's program arrays.</summary>
/// <param name="program">The program that comes.</param>
/// <param name="updated">The link that gets it; <c>null</c> where a new attachment does.</param>
/// <param name="change">The change.</param>
internal sealed class CgroupProgramChange(BpfProgram program, CgroupLink? updated, CgroupChange change) : CgroupChange
{
    public override IReadOnlyList<uint> Preview(CgroupSlots list) => change.Preview(list);

    internal override CgroupStep Apply(Cgroup cgroup, CgroupSlots list)
    {
        CgroupStep step = default;
        if (updated is null)
        {
            step = change.Apply(cgroup, list);
            program.Kept((IHoldsMaps)step.Attachment!);
            return step;
        }

        updated.CheckFit(program);
        program.Keeping(updated, () => step = change.Apply(cgroup, list));
        return step;
    }
}
