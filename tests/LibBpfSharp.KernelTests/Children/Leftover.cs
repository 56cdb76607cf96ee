using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Makes a cgroup and a mount as a test does, says where, and waits to be killed before it removes them.</summary>
internal static class Leftover
{
    public static void Play(string[] arguments)
    {
        using var cgroup = TestCgroup.Create();
        using var inner = cgroup.CreateChild("inner");
        using var fileSystem = TestBpfFs.Mount();
        Console.WriteLine(cgroup.Path);
        Console.WriteLine(fileSystem.Path);
        ChildRoles.Await();
    }
}
