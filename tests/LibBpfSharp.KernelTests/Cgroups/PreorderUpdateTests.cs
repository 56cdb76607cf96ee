using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Links and programs with PREORDER together, where some kernels update the wrong program.</summary>
public sealed class PreorderUpdateTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _first = TestProgram.Allow();
    private readonly BpfProgram _second = TestProgram.Allow();
    private readonly BpfProgram _next = TestProgram.Allow();

    public PreorderUpdateTests() => _cgroup = Cgroup.Open(_directory.Path);

    public void Dispose()
    {
        _next.Dispose();
        _second.Dispose();
        _first.Dispose();
        _cgroup.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void What_the_trial_says_is_what_an_update_does()
    {
        Requires.Preorder();
        using CgroupLink link = _cgroup.Attach(_first, Egress);
        using CgroupAttachment before = _cgroup.AttachLegacy(_second, Egress, new() { Preorder = true });
        Assert.Equal([Id(_second), Id(_first)], Own(_cgroup));
        Assert.Equal(Errno.None, link.Handle.LinkUpdate(_next.Handle).ToErrno());
        uint[] expected = Facts.UpdatesAreMisplaced.IsSo ? [Id(_next), Id(_first)] : [Id(_second), Id(_next)];
        Assert.Equal(expected, Own(_cgroup));
    }

    [Fact]
    public void An_update_that_would_be_misplaced_is_refused_and_an_exchange_is_not()
    {
        Requires.Order();
        using CgroupLink link = _cgroup.Attach(_first, Egress);
        using CgroupAttachment before = _cgroup.AttachLegacy(_second, Egress, new() { Preorder = true });
        if (Facts.UpdatesAreMisplaced.IsSo)
        {
            var refused = Assert.Throws<BpfAttachException>(() => link.Update(_next));
            Assert.Equal(BpfAttachError.UpdateMisplaced, refused.Reason);
            Assert.Contains(nameof(CgroupChange.Exchange), refused.Message, StringComparison.Ordinal);
            Assert.Equal([Id(_second), Id(_first)], Own(_cgroup));
        }
        else
        {
            link.Update(_next);
            Assert.Equal([Id(_second), Id(_next)], Own(_cgroup));
        }

        CgroupChangeResult result = _cgroup.Change(Egress, _ => CgroupChange.Exchange(link, _next))!;
        using ICgroupAttachment exchanged = result.Attachment!;
        Assert.Equal(CgroupInterim.Both, result.Interim);
        Assert.True(result.IsAsPreviewed);
        Assert.Equal([Id(_second), Id(_next)], Own(_cgroup));
        Assert.True(link.IsDefunct);
    }

    [Fact]
    public void An_exchange_does_not_lose_PREORDER_in_silence()
    {
        Requires.Order();
        using CgroupLink link = _cgroup.Attach(_first, Egress, new() { Preorder = true });
        Assert.Equal(BpfAttachError.InvalidOptions, Assert.Throws<BpfAttachException>(() => _cgroup.Change(Egress, _ => CgroupChange.Exchange(link, _next))).Reason);
        Assert.Equal([Id(_first)], _cgroup.Query(Egress).Ids);
        using ICgroupAttachment exchanged = _cgroup.Change(Egress, _ => CgroupChange.Exchange(link, _next, preorder: true))!.Attachment!;
        using CgroupLink last = _cgroup.Attach(_second, Egress, new() { Position = BpfAttachPosition.First });
        Assert.Equal([Id(_next), Id(_second)], Own(_cgroup));
    }

    [Fact]
    public void An_update_is_refused_for_the_sake_of_cgroups_below_too()
    {
        Requires.Order();
        using TestCgroup child = _directory.CreateChild("child");
        using var below = Cgroup.Open(child.Path);
        using CgroupLink link = below.Attach(_first, Egress);
        using CgroupLink above = _cgroup.Attach(_second, Egress, new() { Preorder = true });
        Update(link);
        Update(above);
    }

    [Fact]
    public void An_update_that_hits_the_right_place_is_made()
    {
        Requires.Preorder();
        using CgroupAttachment before = _cgroup.AttachLegacy(_second, Egress, new() { Preorder = true });
        using CgroupLink link = _cgroup.Attach(_first, Egress);
        link.Update(_next);
        Assert.Equal([Id(_second), Id(_next)], Own(_cgroup));
    }

    [Fact]
    public void Where_nothing_can_be_tried_an_update_is_refused()
    {
        Requires.Order();
        NoTrialKernel kernel = new();
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using CgroupLink link = cgroup.Attach(program, Egress);
        link.Update(_next);
        using CgroupAttachment before = _cgroup.AttachLegacy(_second, Egress, new() { Preorder = true });
        var refused = Assert.Throws<BpfAttachException>(() => link.Update(program));
        Assert.Equal(BpfAttachError.UpdateMisplaced, refused.Reason);
        Assert.Contains("could not be tried", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_is_found_to_misplace_updates_is_not_asked_for_one()
    {
        Requires.Preorder();
        MisplacingKernel kernel = new();
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using CgroupLink link = cgroup.Attach(program, Egress);
        using CgroupAttachment before = _cgroup.AttachLegacy(_second, Egress, new() { Preorder = true });
        var refused = Assert.Throws<BpfAttachException>(() => link.Update(_next));
        Assert.Equal(BpfAttachError.UpdateMisplaced, refused.Reason);
        Assert.Contains("was found to be", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Id(program), link.ProgramId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_update_above_many_cgroups_is_judged_by_all_of_them(bool isPreorderUsed)
    {
        Requires.Order();
        const int Many = 70;
        MisplacingKernel kernel = new();
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using CgroupLink link = cgroup.Attach(program, Egress);
        TestCgroup last = _directory;
        for (int i = 0; i < Many; i++) last = _directory.CreateChild($"child{i}");
        using var below = Cgroup.Open(last.Path);
        using CgroupLink normal = below.Attach(_first, Egress);
        using CgroupLink other = below.Attach(_second, Egress, new() { Preorder = isPreorderUsed });
        if (isPreorderUsed) Assert.Equal(BpfAttachError.UpdateMisplaced, Assert.Throws<BpfAttachException>(() => link.Update(_next)).Reason);
        else link.Update(_next);
        Assert.Equal(isPreorderUsed ? Id(program) : Id(_next), link.ProgramId);
    }

    [Fact]
    public void The_trial_leaves_nothing()
    {
        Requires.Preorder();
        string[] before = Directory.GetDirectories(Cgroup.MountPoint);
        PreorderTrial.Run(Kernel.Running);
        Assert.Equal(before, Directory.GetDirectories(Cgroup.MountPoint));
    }

    [Fact]
    public void A_replaced_program_keeps_its_PREORDER()
    {
        Requires.Preorder();
        using CgroupAttachment normal = _cgroup.AttachLegacy(_first, Egress);
        using CgroupAttachment before = _cgroup.AttachLegacy(_second, Egress, new() { Preorder = true });
        before.Replace(_next);
        Assert.True(before.Preorder);
        Assert.Equal([Id(_next), Id(_first)], Own(_cgroup));
    }

    private static PreorderFacts Facts => PreorderFacts.Of(Kernel.Running);

    private static uint Id(BpfProgram program) => TestProgram.IdOf(program);

    private uint[] Own(Cgroup cgroup) => [.. cgroup.Query(Egress, effective: true).Ids.Where(id => id == Id(_first) || id == Id(_second) || id == Id(_next))];

    private void Update(CgroupLink link)
    {
        if (Facts.UpdatesAreMisplaced.IsSo) Assert.Equal(BpfAttachError.UpdateMisplaced, Assert.Throws<BpfAttachException>(() => link.Update(_next)).Reason);
        else link.Update(_next);
    }

    /// <summary>The running kernel, where no cgroup can be made.</summary>
    private sealed class NoTrialKernel : Kernel
    {
        public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
            => call == SystemCall.MkdirAt ? -(nint)Errno.EROFS : Running.Invoke(call, a, b, c, d, e, f);
    }

    /// <summary>The running kernel, if it put the program of the trial's updated link into the place of the other one.</summary>
    private sealed unsafe class MisplacingKernel : Kernel
    {
        public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
        {
            nint result = Running.Invoke(call, a, b, c, d, e, f);
            if (call != SystemCall.Bpf || (BpfCommand)a != BpfCommand.ProgQuery) return result;

            var attributes = (ProgramQueryAttr*)b;
            if (attributes->AttachType == BpfAttachType.CgroupSysctl && attributes->QueryFlags == BpfQueryFlags.Effective)
                new Span<uint>((void*)attributes->ProgIds, (int)attributes->ProgCnt).Reverse();
            return result;
        }
    }
}
