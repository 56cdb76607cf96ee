using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>What an older kernel lacks is refused by name, before anything is attached.</summary>
public sealed class OlderKernelTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Link_options_are_refused_before_6_17()
    {
        OlderKernel kernel = new(6, 12);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        foreach (CgroupOptions options in (CgroupOptions[])[new() { Position = BpfAttachPosition.First }, new() { Preorder = true }, new() { ExpectedRevision = 1 }])
            Assert.Equal(new Version(6, 17), Assert.Throws<BpfNotSupportedException>(() => cgroup.Attach(program, Egress, options)).Since);

        Assert.Equal(new Version(6, 17), Assert.Throws<BpfNotSupportedException>(() => cgroup.Detach(program, Egress, expectedRevision: 1)).Since);
        Assert.Empty(cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Legacy_PREORDER_is_refused_before_6_15()
    {
        OlderKernel kernel = new(6, 12);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        Assert.Equal(new Version(6, 15), Assert.Throws<BpfNotSupportedException>(() => cgroup.AttachLegacy(program, Egress, new() { Preorder = true })).Since);
    }

    [Fact]
    public void Query_works_before_6_0()
    {
        OlderKernel kernel = new(5, 15);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using CgroupLink link = cgroup.Attach(program, Egress);
        CgroupPrograms list = cgroup.Query(Egress);
        Assert.Equal([new CgroupProgram { Id = TestProgram.IdOf(program), Mode = CgroupAttachMode.AllowMulti, Preorder = false }], list.Programs);
        Assert.Equal(0ul, list.Revision);
    }

    [Fact]
    public void Detach_by_call_is_refused_before_5_9_and_dispose_detaches()
    {
        OlderKernel kernel = new(5, 8);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using (CgroupLink link = cgroup.Attach(program, Egress))
            Assert.Equal(new Version(5, 9), Assert.Throws<BpfNotSupportedException>(link.Detach).Since);
        Assert.Empty(cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Falls_back_before_5_7_only_when_asked()
    {
        OlderKernel kernel = new(5, 4);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        Assert.Equal(new Version(5, 7), Assert.Throws<BpfNotSupportedException>(() => cgroup.Attach(program, Egress)).Since);
        Assert.Throws<BpfNotSupportedException>(() => cgroup.AttachWithFallback(program, Egress, new()));

        using ICgroupAttachment attachment = cgroup.AttachWithFallback(program, Egress, new() { AllowLegacyFallback = true });
        Assert.IsType<CgroupAttachment>(attachment);
        Assert.False(attachment.DetachesWithOwner);
        Assert.Equal([TestProgram.IdOf(program)], cgroup.Query(Egress).Ids);
    }
}
