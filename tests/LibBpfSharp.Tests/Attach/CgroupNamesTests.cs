namespace LibBpfSharp.Tests.Attach;

/// <summary>The names that runtimes and systemd give to cgroups.</summary>
public class CgroupNamesTests
{
    private const string Id = "4f1c0ffee5c2a7d09be1d5b80a1e6a1f3c9f5d7e2b4c6d8e0f1a2b3c4d5e6f70";

    [Theory]
    [InlineData(Id)]
    [InlineData($"docker-{Id}.scope")]
    [InlineData($"libpod-{Id}.scope")]
    [InlineData($"crio-{Id}.scope")]
    [InlineData($"cri-containerd-{Id}.scope")]
    [InlineData($"kubepods-burstable-pod1234_5678.slice:cri-containerd:{Id}")]
    public void A_container_is_known_by_its_id(string directory)
    {
        Assert.True(CgroupNames.IsContainer(directory, Id));
        Assert.True(CgroupNames.IsContainer(directory, Id[..12]));
    }

    [Theory]
    [InlineData("lxc.payload.web", "web")]
    [InlineData("machine-web.scope", "web")]
    [InlineData("web", "web")]
    public void A_container_is_known_by_its_name(string directory, string name) => Assert.True(CgroupNames.IsContainer(directory, name));

    [Theory]
    [InlineData($"crio-conmon-{Id}.scope", Id)]
    [InlineData($"libpod-conmon-{Id}.scope", Id)]
    [InlineData($"docker-{Id}.scope", "4f1c0ffee5c")]
    [InlineData($"docker-{Id}.scope", "c0ffee5c2a7d")]
    [InlineData("docker.service", Id)]
    [InlineData("system.slice", "slice")]
    public void What_is_no_container_or_too_short_a_part_is_not(string directory, string id) => Assert.False(CgroupNames.IsContainer(directory, id));

    [Theory]
    [InlineData("nginx", "nginx.service")]
    [InlineData("nginx.service", "nginx.service")]
    [InlineData("machine.slice", "machine.slice")]
    [InlineData("a.b", "a.b.service")]
    public void A_unit_without_a_suffix_is_a_service(string unit, string name) => Assert.Equal(name, CgroupNames.UnitName(unit));

    [Fact]
    public void A_unit_may_have_an_underscore_before_it() => Assert.True(CgroupNames.IsUnit("_cgroup.service", "cgroup.service"));
}
