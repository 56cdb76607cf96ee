using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Pinning;

public sealed class BpfFsTests
{
    [Fact]
    public void Mounts_where_missing_and_not_twice()
    {
        using var fileSystem = TestBpfFs.Mount();
        Assert.True(BpfFs.IsBpfFs(fileSystem.Path));
        Assert.Contains(fileSystem.Path, BpfFs.MountPoints);
        Assert.False(BpfFs.EnsureMounted(fileSystem.Path));
    }

    [Fact]
    public void Private_mount_namespace_gets_a_mount_of_its_own()
    {
        Requires.Root();
        string path = Path.Combine(Path.GetTempPath(), Owner.NewName());
        Directory.CreateDirectory(path);
        try
        {
            using var child = ChildProcess.StartUnder([Requires.Tool("unshare"), "--mount"], nameof(BpfFsMounter), path);
            child.Expect("False");
            child.Expect("True");
            child.Expect("False");
            child.Expect("True");
            child.Expect("Program");
            Assert.False(BpfFs.IsBpfFs(path));
            Assert.Equal(0, child.WaitForExit());
        }
        finally
        {
            Directory.Delete(path);
        }
    }

    [Fact]
    public void Does_not_hide_a_directorys_content()
    {
        Requires.Root();
        string path = Path.Combine(Path.GetTempPath(), Owner.NewName());
        Directory.CreateDirectory(Path.Combine(path, "content"));
        try
        {
            Assert.Equal(BpfPinError.MountPointInUse, Assert.Throws<BpfPinException>(() => BpfFs.EnsureMounted(path)).Reason);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public void Missing_path_is_no_bpffs() => Assert.False(BpfFs.IsBpfFs("/no/such/path"));

    [Fact]
    public void No_path_is_an_error_of_the_caller()
    {
        foreach (Action ask in (Action[])[() => BpfFs.IsBpfFs(null!), () => BpfFs.GetKind(null!), () => BpfFs.EnsureMounted(null!), () => BpfFs.Unpin(null!), () => BpfFs.OpenMap(null!)])
            Assert.Throws<ArgumentNullException>(ask);
    }
}
