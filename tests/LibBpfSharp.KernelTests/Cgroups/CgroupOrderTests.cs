using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Position, PREORDER and expected revision, which Linux 6.17 brought, and older series since.</summary>
public sealed class CgroupOrderTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _first = TestProgram.Allow();
    private readonly BpfProgram _second = TestProgram.Allow();
    private readonly BpfProgram _third = TestProgram.Allow();

    public CgroupOrderTests() => _cgroup = Cgroup.Open(_directory.Path);

    private uint FirstId => TestProgram.IdOf(_first);

    private uint SecondId => TestProgram.IdOf(_second);

    private uint ThirdId => TestProgram.IdOf(_third);

    public void Dispose()
    {
        _third.Dispose();
        _second.Dispose();
        _first.Dispose();
        _cgroup.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Without_position_the_order_is_that_of_attaching()
    {
        using CgroupLink a = _cgroup.Attach(_first, Egress);
        using CgroupLink b = _cgroup.Attach(_second, Egress);
        Assert.Equal([FirstId, SecondId], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Links_go_before_and_after_links()
    {
        Requires.Order();
        using CgroupLink a = _cgroup.Attach(_first, Egress);
        using CgroupLink b = _cgroup.Attach(_second, Egress);
        using (_cgroup.Attach(_third, Egress, new() { Position = BpfAttachPosition.First })) Assert.Equal([ThirdId, FirstId, SecondId], _cgroup.Query(Egress).Ids);
        using (_cgroup.Attach(_third, Egress, new() { Position = BpfAttachPosition.Last })) Assert.Equal([FirstId, SecondId, ThirdId], _cgroup.Query(Egress).Ids);
        using (_cgroup.Attach(_third, Egress, new() { Position = BpfAttachPosition.Before(b) })) Assert.Equal([FirstId, ThirdId, SecondId], _cgroup.Query(Egress).Ids);
        using (_cgroup.Attach(_third, Egress, new() { Position = BpfAttachPosition.After(a) })) Assert.Equal([FirstId, ThirdId, SecondId], _cgroup.Query(Egress).Ids);
        using (_cgroup.Attach(_third, Egress, new() { Position = BpfAttachPosition.BeforeLink(a.Id) })) Assert.Equal([ThirdId, FirstId, SecondId], _cgroup.Query(Egress).Ids);
        using (_cgroup.Attach(_third, Egress, new() { Position = BpfAttachPosition.AfterLink(b.Id) })) Assert.Equal([FirstId, SecondId, ThirdId], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Legacy_attachments_go_before_and_after_programs()
    {
        Requires.Order();
        using CgroupAttachment a = _cgroup.AttachLegacy(_first, Egress);
        using CgroupAttachment b = _cgroup.AttachLegacy(_second, Egress);
        using (_cgroup.AttachLegacy(_third, Egress, new() { Position = BpfAttachPosition.Before(_second) })) Assert.Equal([FirstId, ThirdId, SecondId], _cgroup.Query(Egress).Ids);
        using (_cgroup.AttachLegacy(_third, Egress, new() { Position = BpfAttachPosition.After(_second) })) Assert.Equal([FirstId, SecondId, ThirdId], _cgroup.Query(Egress).Ids);
        using (_cgroup.AttachLegacy(_third, Egress, new() { Position = BpfAttachPosition.BeforeProgram(FirstId) })) Assert.Equal([ThirdId, FirstId, SecondId], _cgroup.Query(Egress).Ids);
        using (_cgroup.AttachLegacy(_third, Egress, new() { Position = BpfAttachPosition.AfterProgram(FirstId) })) Assert.Equal([FirstId, ThirdId, SecondId], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Only_if_empty_refuses_a_list()
    {
        Requires.Order();
        CgroupOptions onlyIfEmpty = new() { Position = BpfAttachPosition.OnlyIfEmpty };
        using CgroupLink link = _cgroup.Attach(_first, Egress, onlyIfEmpty);
        Assert.Equal(BpfAttachError.InvalidOptions, Assert.Throws<BpfAttachException>(() => _cgroup.Attach(_second, Egress, onlyIfEmpty)).Reason);
    }

    [Fact]
    public void Anchors_of_the_wrong_kind_are_refused_before_the_kernel_is_asked()
    {
        using CgroupLink link = _cgroup.Attach(_first, Egress);
        Assert.Throws<ArgumentException>(() => _cgroup.Attach(_second, Egress, new() { Position = BpfAttachPosition.Before(_first) }));
        Assert.Throws<ArgumentException>(() => _cgroup.AttachLegacy(_second, Egress, new() { Position = BpfAttachPosition.Before(link) }));
        Assert.Equal([FirstId], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Absent_anchor_is_refused()
    {
        Requires.Order();
        using CgroupLink here = _cgroup.Attach(_first, Egress);
        using CgroupLink elsewhere = _cgroup.Attach(_second, BpfAttachType.CgroupInetIngress);
        var refused = Assert.Throws<BpfAttachException>(() => _cgroup.Attach(_third, Egress, new() { Position = BpfAttachPosition.Before(elsewhere) }));
        Assert.Equal(BpfAttachError.NotAttached, refused.Reason);
        Assert.Equal(Errno.ENOENT, refused.Errno);
    }

    [Fact]
    public void Anchor_with_other_PREORDER_is_refused()
    {
        Requires.Order();
        using CgroupLink anchor = _cgroup.Attach(_first, Egress);
        var refused = Assert.Throws<BpfAttachException>(() => _cgroup.Attach(_second, Egress, new() { Position = BpfAttachPosition.Before(anchor), Preorder = true }));
        Assert.Equal(BpfAttachError.InvalidOptions, refused.Reason);
    }

    [Fact]
    public void PREORDER_runs_ancestors_first()
    {
        Requires.Order();
        using TestCgroup child = _directory.CreateChild("child");
        using var below = Cgroup.Open(child.Path);
        using CgroupLink own = below.Attach(_first, Egress);
        using CgroupLink after = _cgroup.Attach(_second, Egress);
        using CgroupLink before = _cgroup.Attach(_third, Egress, new() { Preorder = true });
        Assert.Equal([ThirdId, FirstId, SecondId], below.Query(Egress, effective: true).Ids);
    }

    [Fact]
    public void Every_change_raises_the_revision_and_a_stale_one_is_refused()
    {
        Requires.Order();
        ulong empty = _cgroup.Query(Egress).Revision;
        Assert.NotEqual(0ul, empty);

        using CgroupLink link = _cgroup.Attach(_first, Egress, new() { ExpectedRevision = empty });
        ulong one = _cgroup.Query(Egress).Revision;
        Assert.True(one > empty);
        var refused = Assert.Throws<BpfAttachException>(() => _cgroup.Attach(_second, Egress, new() { ExpectedRevision = empty }));
        Assert.Equal(BpfAttachError.RevisionChanged, refused.Reason);
        Assert.Equal(Errno.ESTALE, refused.Errno);

        link.Update(_second);
        Assert.True(_cgroup.Query(Egress).Revision > one);
    }

    [Fact]
    public void Legacy_detach_takes_an_expected_revision()
    {
        Requires.Order();
        using CgroupAttachment attachment = _cgroup.AttachLegacy(_first, Egress);
        ulong now = _cgroup.Query(Egress).Revision;
        Assert.Equal(BpfAttachError.RevisionChanged, Assert.Throws<BpfAttachException>(() => attachment.Detach(now - 1)).Reason);
        attachment.Detach(now);
        Assert.Empty(_cgroup.Query(Egress).Ids);
    }
}
