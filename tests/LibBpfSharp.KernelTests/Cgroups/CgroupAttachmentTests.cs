using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Cgroups;

public sealed class CgroupAttachmentTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _first = TestProgram.Allow();
    private readonly BpfProgram _second = TestProgram.Allow();

    public CgroupAttachmentTests() => _cgroup = Cgroup.Open(_directory.Path);

    private uint FirstId => TestProgram.IdOf(_first);

    private uint SecondId => TestProgram.IdOf(_second);

    public void Dispose()
    {
        _second.Dispose();
        _first.Dispose();
        _cgroup.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(CgroupAttachMode.None)]
    [InlineData(CgroupAttachMode.AllowOverride)]
    [InlineData(CgroupAttachMode.AllowMulti)]
    public void Attaches_until_disposed(CgroupAttachMode mode)
    {
        CgroupAttachment attachment = _cgroup.AttachLegacy(_first, Egress, new() { Mode = mode });
        CgroupPrograms list = _cgroup.Query(Egress);
        Assert.Equal(mode, list.Mode);
        Assert.Equal([new CgroupProgram { Id = FirstId, Mode = mode, Preorder = false }], list.Programs);
        Assert.Equal(FirstId, attachment.ProgramId);
        Assert.Equal(_cgroup.Id, attachment.CgroupId);
        Assert.False(attachment.DetachesWithOwner);

        attachment.Dispose();
        attachment.Dispose();
        Assert.Empty(_cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Disconnected_attachment_stays()
    {
        CgroupAttachment attachment = _cgroup.AttachLegacy(_first, Egress);
        attachment.Disconnect();
        attachment.Dispose();
        Assert.Equal([FirstId], _cgroup.Query(Egress).Ids);
        _cgroup.Detach(_first, Egress);
        Assert.Empty(_cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Attachment_holds_its_own_program_and_cgroup()
    {
        CgroupAttachment attachment;
        using (var cgroup = Cgroup.Open(_directory.Path))
        using (BpfProgram program = TestProgram.Allow())
            attachment = cgroup.AttachLegacy(program, Egress);
        attachment.Detach();
        attachment.Dispose();
        Assert.Empty(_cgroup.Query(Egress).Ids);
    }

    [Theory]
    [InlineData(CgroupAttachMode.None)]
    [InlineData(CgroupAttachMode.AllowOverride)]
    [InlineData(CgroupAttachMode.AllowMulti)]
    public void Replace_keeps_the_slot(CgroupAttachMode mode)
    {
        using CgroupAttachment attachment = _cgroup.AttachLegacy(_first, Egress, new() { Mode = mode });
        using BpfProgram other = TestProgram.Allow();
        using CgroupAttachment? behind = mode == CgroupAttachMode.AllowMulti ? _cgroup.AttachLegacy(other, Egress) : null;

        attachment.Replace(_second);
        Assert.Equal(SecondId, _cgroup.Query(Egress).Ids[0]);
        Assert.Equal(SecondId, attachment.ProgramId);
        attachment.Detach();
        Assert.DoesNotContain(SecondId, _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Detach_does_not_take_the_program_of_somebody_else()
    {
        CgroupAttachment mine = _cgroup.AttachLegacy(_first, Egress, new() { Mode = CgroupAttachMode.AllowOverride });
        using CgroupAttachment theirs = _cgroup.AttachLegacy(_second, Egress, new() { Mode = CgroupAttachMode.AllowOverride });
        Assert.Equal([SecondId], _cgroup.Query(Egress).Ids);

        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(mine.Detach).Reason);
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(() => mine.Replace(_first)).Reason);
        mine.Dispose();
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(() => _cgroup.Detach(_first, Egress)).Reason);
        Assert.Equal([SecondId], _cgroup.Query(Egress).Ids);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_program_that_somebody_puts_there_at_the_last_moment_stays(bool isDetach)
    {
        Requires.Order();
        CgroupLegacyOptions alone = new() { Mode = CgroupAttachMode.AllowOverride };
        BpfCommand overtaken = isDetach ? BpfCommand.ProgDetach : BpfCommand.ProgAttach;
        CgroupAttachment? theirs = null;
        var kernel = OvertakenKernel.At(overtaken, () => theirs = _cgroup.AttachLegacy(_second, Egress, alone));
        kernel.Stop();
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram mine = TestProgram.Allow(kernel);
        using BpfProgram next = TestProgram.Allow(kernel);
        using CgroupAttachment attachment = cgroup.AttachLegacy(mine, Egress, alone);
        kernel.Start();
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(isDetach ? attachment.Detach : () => attachment.Replace(next)).Reason);
        Assert.Equal([SecondId], _cgroup.Query(Egress).Ids);
        theirs!.Dispose();
    }

    [Fact]
    public void Replace_by_options_takes_over_a_program_left_behind()
    {
        CgroupAttachment left = _cgroup.AttachLegacy(_first, Egress);
        left.Disconnect();
        left.Dispose();
        using CgroupAttachment taken = _cgroup.AttachLegacy(_second, Egress, new() { Replace = _first });
        Assert.Equal([SecondId], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Detach_twice_is_fine_and_after_dispose_is_not()
    {
        CgroupAttachment attachment = _cgroup.AttachLegacy(_first, Egress);
        attachment.Detach();
        attachment.Detach();
        Assert.Equal(0ul, attachment.CgroupId);
        attachment.Dispose();
        Assert.Throws<ObjectDisposedException>(attachment.Detach);
    }

    [Fact]
    public void Fallback_is_not_taken_where_links_exist()
    {
        using ICgroupAttachment attachment = _cgroup.AttachWithFallback(_first, Egress, new() { AllowLegacyFallback = true });
        Assert.IsType<CgroupLink>(attachment);
        Assert.True(attachment.DetachesWithOwner);
    }

    [Theory]
    [InlineData(Errno.EPERM)]
    [InlineData(Errno.ENOMEM)]
    [InlineData(Errno.EINVAL)]
    public void Fallback_is_not_taken_from_any_other_failure(Errno errno)
    {
        // The one answer a kernel without links would give is left to the probe.
        int failures = errno == Errno.EINVAL ? 1 : 2;
        FailingKernel kernel = FailingKernel.At(Kernel.Running, BpfCommand.LinkCreate, errno, nth: 3 - failures, failures);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        BpfException refused = Assert.ThrowsAny<BpfException>(() => cgroup.AttachWithFallback(program, Egress, new() { AllowLegacyFallback = true }));
        Assert.Equal(errno, refused.Errno);
        Assert.Empty(cgroup.Query(Egress).Ids);
    }
}
