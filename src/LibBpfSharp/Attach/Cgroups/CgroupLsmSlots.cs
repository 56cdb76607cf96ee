using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The machine's slots for LSM hooks that cgroups use (<c>CGROUP_LSM_NUM</c>): one for each function hooked, whatever the cgroup.</summary>
internal static class CgroupLsmSlots
{
    private const int Count = 10;

    public static string Words => $"the kernel has slots for {Count} LSM hooks in use by cgroups at a time, and they are taken. Detach the programs of one hook on every cgroup.";

    /// <summary>Whether links of other hooks hold all slots, as far as this process may see links.</summary>
    public static bool AreTaken(BpfProgramInfo program, Kernel kernel)
    {
        HashSet<(uint Object, uint Type)> hooks = [];
        foreach (CgroupLinkPlace link in CgroupLinkPlace.Read(kernel, out _).Where(link => link.AttachType == BpfAttachType.LsmCgroup))
        {
            using BpfProgramHandle handle = new(kernel);
            if (kernel.OpenById(BpfCommand.ProgGetFdById, link.ProgramId, handle, BpfFileFlags.None) < 0) continue;
            BpfProgramInfo other = BpfProgramInfo.Read(handle);
            hooks.Add((other.AttachBtfObjectId, other.AttachBtfId));
        }

        return hooks.Count >= Count && !hooks.Contains((program.AttachBtfObjectId, program.AttachBtfId));
    }
}
