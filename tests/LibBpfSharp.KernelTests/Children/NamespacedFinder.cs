namespace LibBpfSharp.KernelTests.Children;

/// <summary>In a cgroup namespace of its own: tells its membership as it sees it, and the directory that shows it.</summary>
internal static class NamespacedFinder
{
    public static void Play(string[] arguments)
    {
        Console.WriteLine(File.ReadLines("/proc/self/cgroup").First(line => line.StartsWith("0::", StringComparison.Ordinal))["0::".Length..]);
        using (var own = Cgroup.Current()) Console.WriteLine(own.Path);
        ChildRoles.Await();
    }
}
