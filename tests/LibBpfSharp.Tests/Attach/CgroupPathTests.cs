using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Attach;

/// <summary>From the <c>0::</c> line of a process and a mount to a directory.</summary>
public class CgroupPathTests
{
    [Theory]
    [InlineData("/", "/sys/fs/cgroup", "/", "/sys/fs/cgroup")]
    [InlineData("/", "/sys/fs/cgroup", "/web/api", "/sys/fs/cgroup/web/api")]
    [InlineData("/docker/abc", "/sys/fs/cgroup", "/docker/abc", "/sys/fs/cgroup")]
    [InlineData("/docker/abc", "/sys/fs/cgroup", "/docker/abc/x", "/sys/fs/cgroup/x")]
    public void Is_found_below_the_mount(string root, string mountPoint, string membership, string expected)
        => Assert.Equal(expected, Cgroup.PathInMount(membership, new MountEntry(root, mountPoint, "cgroup2"), 1, Kernel.Running));

    [Theory]
    [InlineData("/docker/abc", "/docker/abcd", BpfAttachError.CgroupNotVisible)]
    [InlineData("/docker/abc", "/system.slice", BpfAttachError.CgroupNotVisible)]
    [InlineData("/", "/../sibling", BpfAttachError.CgroupNotVisible)]
    [InlineData("/", "/gone (deleted)", BpfAttachError.CgroupRemoved)]
    public void Is_refused_elsewhere(string root, string membership, BpfAttachError reason)
        => Assert.Equal(reason, Assert.Throws<BpfAttachException>(() => Cgroup.PathInMount(membership, new MountEntry(root, "/sys/fs/cgroup", "cgroup2"), 1, Kernel.Running)).Reason);
}
