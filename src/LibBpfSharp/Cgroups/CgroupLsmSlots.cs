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
        HashSet<(uint Object, uint Type)> hooks = [.. SeenCgroupLink.Read(kernel, out _)
            .Where(link => link.AttachType == BpfAttachType.LsmCgroup).Select(link => HookOf(link.ProgramId, kernel)).OfType<(uint, uint)>()];
        return hooks.Count >= Count && !hooks.Contains((program.AttachBtfObjectId, program.AttachBtfId));
    }

    /// <summary>The function a program is for; <c>null</c> if the program is gone, or not for this process to see.</summary>
    public static (uint Object, uint Type)? HookOf(uint programId, Kernel kernel)
    {
        using BpfProgramHandle handle = new(kernel);
        if (kernel.OpenById(BpfCommand.ProgGetFdById, programId, handle, BpfFileFlags.None) < 0) return null;
        var program = BpfProgramInfo.Read(handle);
        return (program.AttachBtfObjectId, program.AttachBtfId);
    }
}
