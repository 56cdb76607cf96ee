using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A program attached to a cgroup by the legacy call.</summary>
/// <param name="Path">The cgroup's directory.</param>
/// <param name="CgroupId">Its id: another cgroup may have come to the same path.</param>
/// <param name="AttachType">The hook.</param>
/// <param name="ProgramId">The program's id, which the kernel gives to no other program until the numbers are used up.</param>
internal sealed record RecordedCgroupProgram(string Path, ulong CgroupId, BpfAttachType AttachType, uint ProgramId) : RecordedAttachment(BpfLeftoverKind.CgroupProgram)
{
    public override string Description => $"program {ProgramId} on cgroup '{Path}' ({AttachType})";

    protected override IReadOnlyList<string> Fields => [Path, Text(CgroupId), AttachType.ToString(), Text(ProgramId)];

    public static RecordedCgroupProgram? Read(string[] fields)
    {
        if (fields is not [string path, string cgroup, string type, string program]) return null;
        return ulong.TryParse(cgroup, NumberStyles.None, CultureInfo.InvariantCulture, out ulong cgroupId)
            && Enum.TryParse(type, out BpfAttachType attachType)
            && uint.TryParse(program, NumberStyles.None, CultureInfo.InvariantCulture, out uint programId) ? new(path, cgroupId, attachType, programId) : null;
    }

    public override bool IsThere(Kernel kernel)
    {
        using Cgroup? cgroup = TryOpen(kernel);
        return cgroup is not null && IsOn(cgroup);
    }

    public override void Remove(Kernel kernel)
    {
        using Cgroup? cgroup = TryOpen(kernel);
        if (cgroup is null || !IsOn(cgroup)) return;
        using BpfProgramHandle program = ObjectIds.OpenProgram(kernel, ProgramId);
        try
        {
            cgroup.TakeOff(program, AttachType);
        }
        catch (BpfAttachException left) when (left.Reason is BpfAttachError.NotAttached or BpfAttachError.CgroupRemoved)
        {
            // A link holds the program there by now, or somebody was faster: nothing of the dead owner's is left.
        }
    }

    private Cgroup? TryOpen(Kernel kernel)
    {
        try
        {
            Cgroup cgroup = Cgroup.Open(Path, kernel);
            if (cgroup.Id == CgroupId) return cgroup;
            cgroup.Dispose();
            return null;
        }
        catch (BpfAttachException gone) when (gone.Reason is BpfAttachError.CgroupNotFound or BpfAttachError.NotCgroupV2)
        {
            return null;
        }
    }

    private bool IsOn(Cgroup cgroup)
    {
        try
        {
            return cgroup.Query(AttachType).Ids.Contains(ProgramId);
        }
        catch (BpfAttachException gone) when (gone.Reason is BpfAttachError.CgroupRemoved)
        {
            return false;
        }
    }
}
