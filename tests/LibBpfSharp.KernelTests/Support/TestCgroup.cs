namespace LibBpfSharp.KernelTests.Support;

/// <summary>A cgroup of one test, below the v2 root; removed with all below it at the end.</summary>
internal sealed class TestCgroup : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private TestCgroup(string path)
    {
        Path = path;
        Directory.CreateDirectory(path);
    }

    /// <summary>Absolute path of the directory.</summary>
    public string Path { get; }

    public static TestCgroup Create()
    {
        Requires.Root();
        return new(System.IO.Path.Combine(Cgroup.MountPoint, Owner.NewName()));
    }

    /// <summary>A cgroup inside this one, removed with it at the latest.</summary>
    public TestCgroup CreateChild(string name) => new(System.IO.Path.Combine(Path, name));

    public void Dispose() => Remove(Path);

    /// <summary>Removes the cgroups of test runs that are gone.</summary>
    public static void Sweep()
    {
        foreach (string path in Directory.GetDirectories(Cgroup.MountPoint))
        {
            if (Owner.IsDead(System.IO.Path.GetFileName(path))) Remove(path);
        }
    }

    private static void Remove(string path)
    {
        if (!Directory.Exists(path)) return;
        foreach (string child in Directory.GetDirectories(path)) Remove(child);
        KillMembers(path);
        Directory.Delete(path);
    }

    private static void KillMembers(string path)
    {
        string events = System.IO.Path.Combine(path, "cgroup.events");
        if (!IsPopulated(events)) return;

        using FileSystemWatcher watcher = new(path, "cgroup.events") { NotifyFilter = NotifyFilters.LastWrite };
        foreach (string pid in File.ReadLines(System.IO.Path.Combine(path, "cgroup.procs")))
        {
            using var member = System.Diagnostics.Process.GetProcessById(int.Parse(pid, System.Globalization.CultureInfo.InvariantCulture));
            member.Kill();
        }

        DateTime deadline = DateTime.UtcNow + s_patience;
        while (IsPopulated(events) && DateTime.UtcNow < deadline) watcher.WaitForChanged(WatcherChangeTypes.Changed, 100);
    }

    private static bool IsPopulated(string events) => File.ReadLines(events).Contains("populated 1");
}
