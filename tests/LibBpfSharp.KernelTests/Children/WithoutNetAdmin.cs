using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Gives up CAP_NET_ADMIN and CAP_SYS_ADMIN, then says what comes of what needs them.</summary>
internal static class WithoutNetAdmin
{
    public static void Play(string[] arguments)
    {
        using var cgroup = Cgroup.Open(arguments[0]);
        using BpfProgram program = TestProgram.Allow();
        Capabilities.Drop(Capabilities.NetAdmin, Capabilities.SysAdmin);
        Tell(() => cgroup.Query(BpfAttachType.CgroupInetEgress));
        Tell(() => cgroup.Attach(program, BpfAttachType.CgroupInetEgress).Dispose());
        Tell(() => BpfLink.OpenById(1).Dispose());
        Tell(() => BpfFs.EnsureMounted(arguments[1]));
    }

    private static void Tell(Action action)
    {
        try
        {
            action();
            Console.WriteLine("allowed");
        }
        catch (BpfPermissionException refused)
        {
            Console.WriteLine($"{refused.Errno} {refused.Reason} {refused.MissingCapability}");
        }
    }
}
