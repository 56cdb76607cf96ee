using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>In a mount namespace of its own: mounts a BPF file system where there is none, pins there, and tells what it sees.</summary>
internal static class BpfFsMounter
{
    public static void Play(string[] arguments)
    {
        string path = arguments[0];
        Console.WriteLine(BpfFs.IsBpfFs(path));
        Console.WriteLine(BpfFs.EnsureMounted(path));
        Console.WriteLine(BpfFs.EnsureMounted(path));
        Console.WriteLine(BpfFs.MountPoints.Contains(path));
        using BpfProgram program = TestProgram.Allow();
        BpfFs.Pin(program, Path.Combine(path, "deep", "program"));
        Console.WriteLine(BpfFs.GetKind(Path.Combine(path, "deep", "program")));
        ChildRoles.Await();
    }
}
