using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>What an older kernel lacks is refused by name, before anything is attached.</summary>
public sealed class OlderKernelTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void LinkOptionsAreRefusedBefore617()
    {
        OlderKernel kernel = new(6, 12);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        foreach (CgroupLinkOptions options in (CgroupLinkOptions[])[new() { Position = BpfAttachPosition.First }, new() { Preorder = true }, new() { ExpectedRevision = 1 }])
            Assert.Equal(new Version(6, 17), Assert.Throws<BpfNotSupportedException>(() => cgroup.Attach(program, Egress, options)).Since);

        Assert.Equal(new Version(6, 17), Assert.Throws<BpfNotSupportedException>(() => cgroup.Detach(program, Egress, expectedRevision: 1)).Since);
        Assert.Empty(cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void LegacyPreorderIsRefusedBefore615()
    {
        OlderKernel kernel = new(6, 12);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        Assert.Equal(new Version(6, 15), Assert.Throws<BpfNotSupportedException>(() => cgroup.AttachLegacy(program, Egress, new() { Preorder = true })).Since);
    }

    [Fact]
    public void QueryWorksBefore60()
    {
        OlderKernel kernel = new(5, 15);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using CgroupLink link = cgroup.Attach(program, Egress);
        CgroupPrograms list = cgroup.Query(Egress);
        Assert.Equal([new CgroupProgram(TestProgram.IdOf(program), CgroupAttachMode.AllowMulti, Preorder: false)], list.Programs);
        Assert.Equal(0ul, list.Revision);
    }

    [Fact]
    public void DetachByCallIsRefusedBefore59AndDisposeDetaches()
    {
        OlderKernel kernel = new(5, 8);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using (CgroupLink link = cgroup.Attach(program, Egress))
            Assert.Equal(new Version(5, 9), Assert.Throws<BpfNotSupportedException>(link.Detach).Since);
        Assert.Empty(cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void FallsBackBefore57OnlyWhenAsked()
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
