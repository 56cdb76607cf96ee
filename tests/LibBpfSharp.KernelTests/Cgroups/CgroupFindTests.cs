using System.Globalization;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>From a process, a container, a unit, an id or a descriptor to a cgroup.</summary>
public sealed class CgroupFindTests : IDisposable
{
    private const string ContainerId = "4f1c0ffee5c2a7d09be1d5b80a1e6a1f3c9f5d7e2b4c6d8e0f1a2b3c4d5e6f70";

    private readonly TestCgroup _directory = TestCgroup.Create();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void An_id_and_a_descriptor_lead_to_the_cgroup()
    {
        using TestCgroup child = _directory.CreateChild("deep");
        using var cgroup = Cgroup.Open(child.Path);
        using var byId = Cgroup.OpenById(cgroup.Id);
        using var byDescriptor = Cgroup.Open(cgroup.Handle);
        Assert.Equal((child.Path, cgroup.Id), (byId.Path, byId.Id));
        Assert.Equal((child.Path, cgroup.Id), (byDescriptor.Path, byDescriptor.Id));
        using FileStream other = File.OpenRead("/etc/passwd");
        Assert.Equal(BpfAttachError.NotCgroupV2, Assert.Throws<BpfAttachException>(() => Cgroup.Open(other.SafeFileHandle)).Reason);
    }

    [Theory]
    [InlineData($"docker-{ContainerId}.scope")]
    [InlineData(ContainerId)]
    [InlineData($"cri-containerd-{ContainerId}.scope")]
    public void A_container_is_found_by_its_id_or_the_beginning_of_it(string name)
    {
        using TestCgroup container = _directory.CreateChild(name);
        using TestCgroup inner = container.CreateChild(ContainerId);
        foreach (string id in (string[])[ContainerId, ContainerId[..12]])
        {
            using var found = Cgroup.OpenForContainer(id);
            Assert.Equal(container.Path, found.Path);
        }
    }

    [Fact]
    public void Several_containers_with_the_same_beginning_are_told()
    {
        using TestCgroup one = _directory.CreateChild($"docker-{ContainerId}.scope");
        using TestCgroup two = _directory.CreateChild($"libpod-{ContainerId[..^1]}1.scope");
        var refused = Assert.Throws<BpfAttachException>(() => Cgroup.OpenForContainer(ContainerId[..20]));
        Assert.Equal(BpfAttachError.AmbiguousCgroup, refused.Reason);
        Assert.Contains(two.Path, refused.Message, StringComparison.Ordinal);
        using var exact = Cgroup.OpenForContainer(ContainerId);
        Assert.Equal(one.Path, exact.Path);
    }

    [Fact]
    public void A_container_that_is_nowhere_is_a_typed_error()
        => Assert.Equal(BpfAttachError.CgroupNotFound, Assert.Throws<BpfAttachException>(() => Cgroup.OpenForContainer(new string('f', 64))).Reason);

    [Fact]
    public void A_unit_is_found_by_its_name_and_one_of_the_system_first()
    {
        string unit = $"{Path.GetFileName(_directory.Path)}-unit";
        using TestCgroup users = _directory.CreateChild("user.slice");
        using TestCgroup ofUser = users.CreateChild($"{unit}.service");
        using (var found = Cgroup.OpenForUnit(unit)) Assert.Equal(ofUser.Path, found.Path);
        using TestCgroup ofSystem = _directory.CreateChild($"{unit}.service");
        using (var found = Cgroup.OpenForUnit($"{unit}.service")) Assert.Equal(ofSystem.Path, found.Path);
        using TestCgroup another = users.CreateChild("another");
        using TestCgroup twice = another.CreateChild($"{unit}.service");
        ofSystem.Dispose();
        Assert.Equal(BpfAttachError.AmbiguousCgroup, Assert.Throws<BpfAttachException>(() => Cgroup.OpenForUnit(unit)).Reason);
        Assert.Equal(BpfAttachError.CgroupNotFound, Assert.Throws<BpfAttachException>(() => Cgroup.OpenForUnit($"{unit}.socket")).Reason);
    }

    [Fact]
    public void A_container_of_a_version_one_hierarchy_is_found_by_its_processes()
    {
        string? hierarchy = VersionOneHierarchy();
        Assert.SkipWhen(hierarchy is null, "needs a cgroup v1 hierarchy, as hybrid mode has");
        string container = Path.Combine(hierarchy!, $"{Path.GetFileName(_directory.Path)}-docker-{ContainerId}.scope");
        Directory.CreateDirectory(container);
        try
        {
            using var inside = ChildProcess.Start(nameof(UdpTraffic), _directory.Path);
            inside.Expect("ready");
            File.WriteAllText(Path.Combine(container, "cgroup.procs"), inside.Id.ToString(CultureInfo.InvariantCulture));
            using (var found = Cgroup.OpenForContainer(ContainerId)) Assert.Equal(_directory.Path, found.Path);

            File.WriteAllText(Path.Combine(Cgroup.MountPoint, "cgroup.procs"), inside.Id.ToString(CultureInfo.InvariantCulture));
            var refused = Assert.Throws<BpfAttachException>(() => Cgroup.OpenForContainer(ContainerId));
            Assert.Equal(BpfAttachError.CgroupNotFound, refused.Reason);
            Assert.Contains($"Process {inside.Id} ", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            Eventually.True(() => File.ReadAllText(Path.Combine(container, "cgroup.procs")).Length == 0);
            Directory.Delete(container);
        }
    }

    [Fact]
    public void A_process_in_a_cgroup_namespace_finds_itself_in_the_mount_of_the_host()
    {
        using TestCgroup inner = _directory.CreateChild("inner");
        using var child = ChildProcess.Start(nameof(NamespacedFinder), inner.Path);
        child.Expect("/");
        child.Expect(inner.Path);
        using var found = Cgroup.OpenForProcess(child.Id);
        Assert.Equal(inner.Path, found.Path);
    }

    private static string? VersionOneHierarchy() => File.ReadLines("/proc/self/mountinfo")
        .Where(line => line.Contains(" - cgroup ", StringComparison.Ordinal) && line.Contains(",name=", StringComparison.Ordinal))
        .Select(line => line.Split(' ')[4]).FirstOrDefault();
}
