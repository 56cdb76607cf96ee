using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>A BPF file system of one test, mounted on a directory of its own and unmounted at the end, pins and all.</summary>
internal sealed class TestBpfFs : IDisposable
{
    private TestBpfFs(string path) => Path = path;

    public string Path { get; }

    public static TestBpfFs Mount()
    {
        Requires.Root();
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Owner.NewName());
        Assert.True(BpfFs.EnsureMounted(path));
        return new(path);
    }

    /// <summary>The path of a name in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>What tests made in its root; the kernel itself may put iterators there, under names with a dot.</summary>
    public IEnumerable<string> Entries => Directory.GetFileSystemEntries(Path).Where(path => !System.IO.Path.GetFileName(path).Contains('.', StringComparison.Ordinal));

    public void Dispose() => Remove(Path);

    /// <summary>Removes the mounts and directories of test runs that are gone.</summary>
    public static void Sweep()
    {
        foreach (string path in Directory.GetDirectories(System.IO.Path.GetTempPath()))
        {
            if (Owner.IsDead(System.IO.Path.GetFileName(path))) Remove(path);
        }
    }

    private static void Remove(string path)
    {
        while (BpfFs.IsBpfFs(path)) Assert.Equal(Errno.None, Kernel.Running.Unmount(path).ToErrno());
        Directory.Delete(path, recursive: true);
    }
}
