using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Attach;

/// <summary>What recorded <c>/proc/PID/cgroup</c> and <c>/proc/self/mountinfo</c> files say about where a process's cgroup is.</summary>
public class CgroupSightTests
{
    private const string Hybrid = """
        24 19 0:21 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,size=4096k,nr_inodes=1024,mode=755
        25 24 0:22 / /sys/fs/cgroup/unified rw,nosuid,nodev,noexec,relatime shared:10 - cgroup2 cgroup2 rw,nsdelegate
        26 24 0:23 / /sys/fs/cgroup/systemd rw,nosuid,nodev,noexec,relatime shared:11 - cgroup cgroup rw,xattr,name=systemd
        31 24 0:28 / /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime shared:16 - cgroup cgroup rw,memory
        """;

    private const string InContainer = """
        612 600 0:26 /../.. /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw,nsdelegate
        613 600 0:99 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
        """;

    private const string HybridMember = """
        12:memory:/docker/4f1c0ffee5c2
        3:cpu,cpuacct:/docker/4f1c0ffee5c2
        1:name=systemd:/docker/4f1c0ffee5c2
        0::/system.slice/containerd.service

        """;

    [Fact]
    public void A_hybrid_machines_process_has_a_line_for_each_hierarchy()
    {
        var membership = CgroupMembership.Parse(HybridMember);
        Assert.Equal("/system.slice/containerd.service", membership.VersionTwo);
        Assert.Equal(3, membership.Others.Count);
        Assert.All(membership.Others, path => Assert.Equal("/docker/4f1c0ffee5c2", path));
    }

    [Theory]
    [InlineData("0::/a:b\n", "/a:b")]
    [InlineData("0::/\n", "/")]
    [InlineData("4:memory:/x\n", null)]
    [InlineData("", null)]
    [InlineData("nonsense\n", null)]
    public void The_v2_line_is_the_one_without_controllers(string text, string? expected) => Assert.Equal(expected, CgroupMembership.Parse(text).VersionTwo);

    [Fact]
    public void The_v2_mount_of_a_hybrid_machine_is_beside_the_others()
    {
        MountEntry mount = Assert.Single(MountTable.Parse(Hybrid), mount => mount.FileSystem == "cgroup2");
        Assert.Equal("/sys/fs/cgroup/unified/system.slice/containerd.service",
            Cgroup.PathInMount(CgroupMembership.Parse(HybridMember).VersionTwo!, mount, 1, Kernel.Running));
    }

    [Fact]
    public void A_mount_made_outside_of_the_namespace_shows_levels_without_names()
    {
        MountEntry mount = Assert.Single(MountTable.Parse(InContainer), mount => mount.FileSystem == "cgroup2");
        Assert.Equal(new CgroupSight(2, "/inner"), CgroupSight.Relate(mount.Root, "/inner"));
        Assert.Equal(2, CgroupSight.LevelsAbove(mount.Root));
    }

    [Theory]
    [InlineData("/", "/", 0, "")]
    [InlineData("/", "/web/api", 0, "/web/api")]
    [InlineData("/docker/abc", "/docker/abc/x", 0, "/x")]
    [InlineData("/..", "/", 1, "")]
    [InlineData("/../..", "/../sibling/x", 1, "/sibling/x")]
    [InlineData("/../sibling", "/../sibling/x", 0, "/x")]
    public void What_a_mount_shows_is_found(string root, string membership, int levels, string rest)
        => Assert.Equal(new CgroupSight(levels, rest), CgroupSight.Relate(root, membership));

    [Theory]
    [InlineData("/docker/abc", "/docker/abcd")]
    [InlineData("/docker/abc", "/docker")]
    [InlineData("/", "/../sibling")]
    [InlineData("/../sibling", "/")]
    [InlineData("/../sibling", "/../other")]
    public void What_a_mount_does_not_show_is_nowhere(string root, string membership) => Assert.Null(CgroupSight.Relate(root, membership));
}
