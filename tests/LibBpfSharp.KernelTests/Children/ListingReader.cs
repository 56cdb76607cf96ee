using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Attaches a link of its own, gives up CAP_SYS_ADMIN, and tells what is known of each program's owner.</summary>
internal static class ListingReader
{
    public static void Play(string[] arguments)
    {
        using var cgroup = Cgroup.Open(arguments[0]);
        using BpfProgram program = TestProgram.Allow();
        using CgroupLink link = cgroup.Attach(program, BpfAttachType.CgroupInetEgress);
        Capabilities.Drop(Capabilities.SysAdmin);
        foreach (CgroupEntry entry in cgroup.GetPrograms(BpfAttachType.CgroupInetEgress).Entries)
            Console.WriteLine($"{entry.Kind} {(entry.LinkId is { } id ? id : "-")} {entry.DetachWay}");
    }
}
