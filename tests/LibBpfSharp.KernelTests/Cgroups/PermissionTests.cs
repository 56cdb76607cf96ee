using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

public sealed class PermissionTests
{
    [Fact]
    public void Missing_capabilities_are_named()
    {
        Requires.Kernel(5, 8, "CAP_BPF apart from CAP_SYS_ADMIN");
        using var directory = TestCgroup.Create();
        string mountPoint = Path.Combine(Path.GetTempPath(), Owner.NewName());
        using var child = ChildProcess.Start(nameof(WithoutNetAdmin), directory.Path, mountPoint);
        child.Expect("EPERM MissingCapability CAP_NET_ADMIN");
        child.Expect("EPERM MissingCapability CAP_NET_ADMIN");
        child.Expect("EPERM MissingCapability CAP_SYS_ADMIN");
        child.Expect("EPERM MissingCapability CAP_SYS_ADMIN");
        Assert.Equal(0, child.WaitForExit());
        Assert.False(Directory.Exists(mountPoint));
    }
}
