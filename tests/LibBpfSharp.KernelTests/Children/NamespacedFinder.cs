using System.Globalization;
using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>Joins a cgroup, makes a cgroup namespace with it as the root, and tells its membership as it sees it, and the directory that shows it.</summary>
internal static partial class NamespacedFinder
{
    private const int NewCgroupNamespace = 0x02000000; // CLONE_NEWCGROUP

    public static void Play(string[] arguments)
    {
        File.WriteAllText(Path.Combine(arguments[0], "cgroup.procs"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));

        // It is the reading thread's namespace that counts, and this is the one that reads.
        Assert.Equal(0, Unshare(NewCgroupNamespace));
        Console.WriteLine(File.ReadLines("/proc/self/cgroup").First(line => line.StartsWith("0::", StringComparison.Ordinal))["0::".Length..]);
        using (var own = Cgroup.OpenCurrent()) Console.WriteLine(own.Path);
        ChildRoles.Await();
    }

    [LibraryImport("libc", EntryPoint = "unshare")]
    private static partial int Unshare(int flags);
}
