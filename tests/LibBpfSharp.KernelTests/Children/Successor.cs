using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Opens a pinned link, says "opened", and replaces its program, then detaches it and removes the pin, each when told to.</summary>
internal static class Successor
{
    public static void Play(string[] arguments)
    {
        using CgroupLink link = CgroupLink.OpenPinned(arguments[0]);
        using BpfMap counter = BpfFs.OpenMap(arguments[1]);
        using BpfProgram program = TestProgram.Count(counter);
        Console.WriteLine("opened");
        ChildRoles.Await();
        link.Update(program);
        Console.WriteLine(TestProgram.IdOf(program));
        ChildRoles.Await();
        link.Detach();
        link.Unpin();
        Console.WriteLine("detached");
        ChildRoles.Await();
    }
}
