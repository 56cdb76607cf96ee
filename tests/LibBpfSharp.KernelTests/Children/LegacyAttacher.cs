using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Attaches a program by the legacy call, says "attached", and waits to be killed.</summary>
internal static class LegacyAttacher
{
    public static void Play(string[] arguments)
    {
        using var cgroup = Cgroup.Open(arguments[0]);
        using BpfProgram program = TestProgram.Allow();
        CgroupAttachment attachment = cgroup.AttachLegacy(program, BpfAttachType.CgroupInetEgress);
        Console.WriteLine("attached");
        ChildRoles.Await();
        GC.KeepAlive(attachment);
    }
}
