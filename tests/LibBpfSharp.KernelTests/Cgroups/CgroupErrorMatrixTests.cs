using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>
/// The refusals that the types of this library mostly rule out, and those that take a special machine; the others are in <see cref="CgroupErrorTests"/>
/// and <see cref="CgroupOrderTests"/>.
/// </summary>
public sealed class CgroupErrorMatrixTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _program = TestProgram.Allow();
    private readonly BpfProgram _other = TestProgram.Allow();

    public CgroupErrorMatrixTests() => _cgroup = Cgroup.Open(_directory.Path);

    public void Dispose()
    {
        _other.Dispose();
        _program.Dispose();
        _cgroup.Dispose();
        _directory.Dispose();
    }

    /// <summary>For tcx the kernel would take the descriptor of the directory for the number of an interface.</summary>
    [Fact]
    public void A_place_of_interfaces_is_none_of_a_cgroup()
    {
        using BpfProgram classifier = TestProgram.Allow(BpfProgramType.SchedCls);
        Refused(BpfAttachError.ProgramMismatch, Errno.EINVAL, () => _cgroup.Attach(classifier, BpfAttachType.TcxIngress));
        Refused(BpfAttachError.ProgramMismatch, Errno.EINVAL, () => _cgroup.AttachLegacy(classifier, BpfAttachType.TcxIngress));
        Refused(BpfAttachError.NotAttached, Errno.EINVAL, () => _cgroup.Detach(classifier, BpfAttachType.TcxIngress));
        Assert.Equal(Errno.EINVAL, Assert.Throws<BpfNotSupportedException>(() => _cgroup.Query(BpfAttachType.TcxIngress)).Errno);
    }

    [Fact]
    public void A_replacement_with_a_position_is_EINVAL()
    {
        using CgroupAttachment there = _cgroup.AttachLegacy(_program, Egress);
        CgroupLegacyOptions options = new() { Replace = _program, Position = BpfAttachPosition.First };
        if (CgroupFeatures.HasRevisions(_cgroup)) Refused(BpfAttachError.InvalidOptions, Errno.EINVAL, () => _cgroup.AttachLegacy(_other, Egress, options));
        else Assert.Equal(new Version(6, 17), Assert.Throws<BpfNotSupportedException>(() => _cgroup.AttachLegacy(_other, Egress, options)).Since);
    }

    [Fact]
    public void A_replacement_of_what_is_no_open_program_is_EBADF()
    {
        using CgroupAttachment there = _cgroup.AttachLegacy(_program, Egress);
        const int Closed = 1_000_000;
        using BpfProgramHandle closed = new(Kernel.Running);
        closed.Adopt(Closed);
        Refused(BpfAttachError.MissingParameter, Errno.EBADF, () => _cgroup.AttachLegacy(_other, Egress, new() { Replaced = closed }));
        closed.SetHandleAsInvalid();
        Assert.Equal([TestProgram.IdOf(_program)], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void A_stale_revision_is_ESTALE_and_the_list_is_told_as_it_is()
    {
        Requires.Order();
        using CgroupAttachment there = _cgroup.AttachLegacy(_program, Egress);
        ulong now = _cgroup.Query(Egress).Revision;
        foreach (Action attempt in (Action[])
        [
            () => _cgroup.Attach(_other, Egress, new() { ExpectedRevision = now - 1 }),
            () => _cgroup.AttachLegacy(_other, Egress, new() { ExpectedRevision = now - 1 }),
            () => _cgroup.AttachLegacy(_other, Egress, new() { Replace = _program, ExpectedRevision = now - 1 }),
            () => _cgroup.Detach(_program, Egress, now - 1),
        ])
        {
            BpfAttachException refused = Refused(BpfAttachError.RevisionChanged, Errno.ESTALE, attempt);
            Assert.Contains($"it is at {now}, with programs {TestProgram.IdOf(_program)}", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_conflict_names_programs_and_links()
    {
        using BpfObject named = BpfObject.Open(BpfFixtures.Path("counter"));
        named.Load();
        using CgroupLink link = named.Programs["count_egress"].AttachCgroup(_cgroup);
        BpfAttachException refused = Refused(
            BpfAttachError.ModeConflict, Errno.EPERM, () => _cgroup.AttachLegacy(_program, Egress, new() { Mode = CgroupAttachMode.None }));
        Assert.Equal(new CgroupSlot { ProgramId = link.ProgramId, Kind = CgroupAttachmentKind.Link, LinkId = link.Id }, Assert.Single(refused.Conflict!.Programs));
        Assert.Contains($"program {link.ProgramId} 'count_egress' (link {link.Id})", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_program_without_MULTI_replaces_the_first_without_a_word()
    {
        using CgroupAttachment first = _cgroup.AttachLegacy(_program, Egress, new() { Mode = CgroupAttachMode.None });
        using CgroupAttachment second = _cgroup.AttachLegacy(_other, Egress, new() { Mode = CgroupAttachMode.None });
        Assert.Equal([TestProgram.IdOf(_other)], _cgroup.Query(Egress).Ids);
    }

    [Theory]
    [InlineData(CgroupAttachMode.None)]
    [InlineData(CgroupAttachMode.AllowOverride)]
    public void A_program_that_is_to_come_alone_replaces_none(CgroupAttachMode mode)
    {
        Requires.Order();
        CgroupLegacyOptions alone = new() { Mode = mode, Position = BpfAttachPosition.OnlyIfEmpty };
        using CgroupAttachment first = _cgroup.AttachLegacy(_program, Egress, alone);
        Assert.Equal(BpfAttachError.InvalidOptions, Assert.Throws<BpfAttachException>(() => _cgroup.AttachLegacy(_other, Egress, alone)).Reason);
        CgroupLegacyOptions beside = new() { Mode = mode, Position = BpfAttachPosition.After(_program) };
        Assert.Equal(BpfAttachError.InvalidOptions, Assert.Throws<BpfAttachException>(() => _cgroup.AttachLegacy(_other, Egress, beside)).Reason);
        Assert.Equal([TestProgram.IdOf(_program)], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void An_EINVAL_beside_PREORDER_is_told_by_its_own_cause()
    {
        Requires.Preorder();
        OlderKernel kernel = new(6, 15);
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using CgroupAttachment there = cgroup.AttachLegacy(program, Egress, new() { Preorder = true });
        Refused(BpfAttachError.AlreadyAttached, Errno.EINVAL, () => cgroup.AttachLegacy(program, Egress, new() { Preorder = true }));
    }

    [Fact]
    public void A_cgroup_that_was_removed_is_told_by_every_call()
    {
        TestCgroup child = _directory.CreateChild("gone");
        using var cgroup = Cgroup.Open(child.Path);
        using CgroupLink link = cgroup.Attach(_program, Egress);
        child.Dispose();
        Eventually.True(() => link.IsDefunct);
        Refused(BpfAttachError.LinkDefunct, Errno.ENOLINK, () => link.Update(_other));
        foreach (Action attempt in (Action[])
        [
            () => cgroup.Attach(_program, Egress), () => cgroup.AttachLegacy(_program, Egress), () => cgroup.Query(Egress), () => cgroup.GetPrograms(Egress),
            () => cgroup.Change(Egress, _ => CgroupChange.Insert(_program)), () => cgroup.Detach(_program, Egress),
            () => cgroup.Attach(_program, Egress, new() { ExpectedRevision = 1 }), () => cgroup.Detach(_program, Egress, expectedRevision: 1),
        ])
        {
            Assert.Equal(BpfAttachError.CgroupRemoved, Assert.Throws<BpfAttachException>(attempt).Reason);
        }
    }

    [Fact]
    public void A_version_one_directory_is_EBADF_to_the_kernel()
    {
        string? versionOne = File.ReadLines("/proc/self/mountinfo")
            .Where(line => line.Contains(" - cgroup ", StringComparison.Ordinal)).Select(line => line.Split(' ')[4]).FirstOrDefault();
        Assert.SkipWhen(versionOne is null, "needs a cgroup v1 mount, as hybrid mode has");
        Assert.Equal(0, Kernel.Running.OpenDirectory(versionOne!, out DescriptorHandle directory));
        using (directory)
        {
            ProgramAttachAttr attributes = new() { TargetFd = directory.Descriptor, AttachBpfFd = _program.Handle.Descriptor, AttachType = Egress, AttachFlags = BpfAttachFlags.AllowMulti };
            Assert.Equal(Errno.EBADF, Kernel.Running.ProgramAttach(ref attributes).ToErrno());
            Assert.Equal(BpfAttachError.NotCgroupV2, Assert.Throws<BpfAttachException>(() => Cgroup.Open(directory)).Reason);
        }
    }

    [Fact]
    public void An_eleventh_LSM_hook_is_refused()
    {
        Requires.ProgramType(BpfProgramType.Lsm);
        List<BpfLink> links = [];
        using BpfObject hooks = BpfObject.Open(BpfFixtures.Path("cgroup_lsm"));
        try
        {
            hooks.Load();
            foreach (BpfProgram program in hooks.Programs.Take(10)) links.Add(_cgroup.Attach(program, BpfAttachType.LsmCgroup));
        }
        catch (BpfException lacking) when (lacking is BpfNotSupportedException or BpfPermissionException || lacking.Errno is Errno.ENOTSUPP or Errno.EOPNOTSUPP or Errno.ENOENT)
        {
            Assert.Skip($"needs LSM programs on cgroups, in Linux since 6.0, and the BPF LSM switched on: {lacking.Message.Split('\n')[0]}");
        }

        try
        {
            var refused = Assert.Throws<BpfAttachException>(() => _cgroup.Attach(hooks.Programs[10], BpfAttachType.LsmCgroup));
            Assert.Equal(BpfAttachError.TooManyPrograms, refused.Reason);
            Assert.Equal(10, _cgroup.GetPrograms(BpfAttachType.LsmCgroup).Entries.Count);
        }
        finally
        {
            links.ForEach(link => link.Dispose());
        }
    }

    private static BpfAttachException Refused(BpfAttachError reason, Errno errno, Action action)
    {
        var refused = Assert.Throws<BpfAttachException>(action);
        Assert.Equal((reason, errno), (refused.Reason, refused.Errno));
        return refused;
    }
}
