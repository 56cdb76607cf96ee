namespace LibBpfSharp.KernelTests.Support;

/// <summary>The descriptors of this process that the library makes: BPF objects, perf events and cgroup directories. The runtime's own come and go.</summary>
internal static class OpenDescriptors
{
    public static int Count()
    {
        // What an earlier test dropped must not go away between two counts.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Select(TargetOf).Count(IsOurs);
    }

    private static string? TargetOf(FileSystemInfo descriptor)
    {
        try
        {
            return descriptor.LinkTarget;
        }
        catch (IOException)
        {
            return null; // closed since it was listed
        }
    }

    private static bool IsOurs(string? target)
        => target is not null
            && (target.StartsWith("anon_inode:b", StringComparison.Ordinal) || target == "anon_inode:[perf_event]" || target.StartsWith(Cgroup.MountPoint, StringComparison.Ordinal));
}
