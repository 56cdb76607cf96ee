using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Interop;

public class MountTableTests
{
    private const string Hybrid =
        """
        31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:7 master:2 - cgroup cgroup rw,memory
        41 31 0:38 /part /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        50 27 0:40 / /mnt/with\040space\134and rw - bpf none rw,mode=700
        broken line

        """;

    [Fact]
    public void Reads_root_place_and_type()
    {
        IReadOnlyList<MountEntry> mounts = MountTable.Parse(Hybrid);
        Assert.Equal(
            [
                new("/", "/sys/fs/cgroup", "tmpfs"),
                new("/", "/sys/fs/cgroup/memory", "cgroup"),
                new("/part", "/sys/fs/cgroup/unified", "cgroup2"),
                new("/", @"/mnt/with space\and", "bpf"),
            ],
            mounts);
    }

    [Theory]
    [InlineData(@"/a\04", @"/a\04")]
    [InlineData(@"/a\999", @"/a\999")]
    public void Leaves_what_is_no_escape(string field, string expected)
        => Assert.Equal(expected, Assert.Single(MountTable.Parse($"1 2 0:3 / {field} rw - bpf none rw")).MountPoint);
}
