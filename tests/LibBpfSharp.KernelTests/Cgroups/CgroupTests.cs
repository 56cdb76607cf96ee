using System.Diagnostics;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

public sealed class CgroupTests : IDisposable
{
    private readonly TestCgroup _directory = TestCgroup.Create();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Mount_point_is_a_version_two_hierarchy()
        => Assert.True(File.Exists(Path.Combine(Cgroup.MountPoint, "cgroup.controllers")));

    [Fact]
    public void Opens_absolute_and_relative_paths_and_the_root()
    {
        using var absolute = Cgroup.Open(_directory.Path);
        using var relative = Cgroup.Open(Path.GetFileName(_directory.Path));
        using var root = Cgroup.Open(string.Empty);
        Assert.Equal(_directory.Path, relative.Path);
        Assert.Equal(absolute.Id, relative.Id);
        Assert.Equal(Cgroup.MountPoint, root.Path);
    }

    [Fact]
    public void Id_is_the_directorys_inode()
    {
        using var cgroup = Cgroup.Open(_directory.Path);
        using var stat = Process.Start(new ProcessStartInfo(Requires.Tool("stat"), ["-c", "%i", _directory.Path]) { RedirectStandardOutput = true })!;
        Assert.Equal(stat.StandardOutput.ReadToEnd().Trim(), cgroup.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Finds_the_cgroup_of_a_process()
    {
        using var child = ChildProcess.Start(nameof(UdpTraffic), _directory.Path);
        child.Expect("ready");
        using var cgroup = Cgroup.OpenForProcess(child.Id);
        Assert.Equal(_directory.Path, cgroup.Path);
        using var own = Cgroup.OpenCurrent();
        Assert.Contains(own.Path.TrimEnd('/'), _directory.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_process_is_an_argument_error()
        => Assert.Throws<ArgumentException>(() => Cgroup.OpenForProcess(int.MaxValue));

    [Fact]
    public void Missing_cgroup_names_the_mount()
    {
        var refused = Assert.Throws<BpfAttachException>(() => Cgroup.Open("no/such/cgroup"));
        Assert.Equal(BpfAttachError.CgroupNotFound, refused.Reason);
        Assert.Equal(Errno.ENOENT, refused.Errno);
        Assert.Contains(Cgroup.MountPoint, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_one_directory_is_refused()
    {
        string? versionOne = File.ReadLines("/proc/self/mountinfo")
            .Where(line => line.Contains(" - cgroup ", StringComparison.Ordinal)).Select(line => line.Split(' ')[4]).FirstOrDefault();
        Assert.SkipWhen(versionOne is null, "needs a cgroup v1 mount, as hybrid mode has");
        var refused = Assert.Throws<BpfAttachException>(() => Cgroup.Open(versionOne!));
        Assert.Equal(BpfAttachError.NotCgroupV2, refused.Reason);
        Assert.Contains("cgroup v1", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Cgroup.MountPoint, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tmp")]
    [InlineData("/proc/self/status")]
    public void What_is_no_cgroup_is_refused(string path)
        => Assert.Equal(BpfAttachError.NotCgroupV2, Assert.Throws<BpfAttachException>(() => Cgroup.Open(path)).Reason);

    [Fact]
    public void A_cgroup_made_anew_while_it_is_opened_is_not_taken_for_the_one()
    {
        using TestCgroup child = _directory.CreateChild("renewed");
        OvertakenKernel kernel = new(Renew, SystemCall.OpenAt) { IsAfter = true };
        using var cgroup = Cgroup.Open(child.Path, kernel);
        using var renewed = Cgroup.Open(child.Path);
        Assert.NotEqual(renewed.Id, cgroup.Id);
        Assert.Equal(BpfAttachError.CgroupRemoved, Assert.Throws<BpfAttachException>(() => cgroup.Query(BpfAttachType.CgroupInetEgress)).Reason);

        OvertakenKernel late = new(Renew, SystemCall.OpenAt);
        Assert.Equal(BpfAttachError.CgroupNotFound, Assert.Throws<BpfAttachException>(() => Cgroup.OpenById(renewed.Id, late)).Reason);

        void Renew()
        {
            Directory.Delete(child.Path);
            Directory.CreateDirectory(child.Path);
        }
    }

    [Fact]
    public void Effective_query_shows_inherited_programs()
    {
        using TestCgroup child = _directory.CreateChild("child");
        using var above = Cgroup.Open(_directory.Path);
        using var below = Cgroup.Open(child.Path);
        using BpfProgram inherited = TestProgram.Allow();
        using BpfProgram own = TestProgram.Allow();
        using CgroupLink outer = above.Attach(inherited, BpfAttachType.CgroupInetEgress);
        using CgroupLink inner = below.Attach(own, BpfAttachType.CgroupInetEgress);
        Assert.Equal([TestProgram.IdOf(own)], below.Query(BpfAttachType.CgroupInetEgress).Ids);
        Assert.Equal([TestProgram.IdOf(own), TestProgram.IdOf(inherited)], below.Query(BpfAttachType.CgroupInetEgress, effective: true).Ids);
    }

    [Fact]
    public void Programs_see_the_packets_of_the_cgroup_alone()
    {
        const int Packets = 50;
        using TestCgroup inside = _directory.CreateChild("inside");
        using TestCgroup outside = _directory.CreateChild("outside");
        using BpfMap counter = TestProgram.Counter();
        using BpfProgram count = TestProgram.Count(counter);
        using var cgroup = Cgroup.Open(inside.Path);
        using CgroupLink egress = cgroup.Attach(count, BpfAttachType.CgroupInetEgress);
        using CgroupLink ingress = cgroup.Attach(count, BpfAttachType.CgroupInetIngress);
        foreach (TestCgroup place in (TestCgroup[])[inside, outside])
        {
            using var traffic = ChildProcess.Start(nameof(UdpTraffic), place.Path);
            traffic.Expect("ready");
            traffic.Tell($"{Packets}");
            traffic.Expect("sent");
        }

        Assert.Equal(2 * Packets, TestProgram.ReadCounter(counter));
    }
}
