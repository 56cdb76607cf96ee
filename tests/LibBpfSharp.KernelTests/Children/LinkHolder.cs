using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Attaches a program that counts by a link, pins link and counter if given where, says "attached", and holds them until killed.</summary>
internal static class LinkHolder
{
    public static void Play(string[] arguments)
    {
        using var cgroup = Cgroup.Open(arguments[0]);
        using BpfMap counter = TestProgram.Counter();
        using BpfProgram program = TestProgram.Count(counter);
        using CgroupLink link = cgroup.Attach(program, BpfAttachType.CgroupInetEgress);
        if (arguments is [_, string linkPin, string counterPin])
        {
            link.Pin(linkPin);
            BpfFs.Pin(counter, counterPin);
        }

        Console.WriteLine("attached");
        ChildRoles.Await();
    }
}
