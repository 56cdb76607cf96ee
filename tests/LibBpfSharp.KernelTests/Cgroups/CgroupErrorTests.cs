using System.Globalization;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Every refusal of the kernel's attach, detach and replace, provoked, as the typed error that names the cause.</summary>
public sealed class CgroupErrorTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _program = TestProgram.Allow();

    public CgroupErrorTests() => _cgroup = Cgroup.Open(_directory.Path);

    public void Dispose()
    {
        _program.Dispose();
        _cgroup.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(CgroupAttachMode.None)]
    [InlineData(CgroupAttachMode.AllowOverride)]
    public void Link_beside_a_single_program_names_the_program(CgroupAttachMode mode)
    {
        using BpfProgram there = TestProgram.Allow();
        using CgroupAttachment attachment = _cgroup.AttachLegacy(there, Egress, new() { Mode = mode });
        BpfAttachException refused = Refused(BpfAttachError.ModeConflict, Errno.EPERM, () => _cgroup.Attach(_program, Egress));
        Assert.Equal(_directory.Path, refused.Conflict!.Path);
        Assert.Equal(mode, refused.Conflict.Mode);
        Assert.Equal([TestProgram.IdOf(there)], refused.Conflict.ProgramIds);
        Assert.Contains(TestProgram.IdOf(there).ToString(CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Single_program_beside_a_link_is_refused()
    {
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        using BpfProgram other = TestProgram.Allow();
        BpfAttachException refused = Refused(
            BpfAttachError.ModeConflict, Errno.EPERM, () => _cgroup.AttachLegacy(other, Egress, new() { Mode = CgroupAttachMode.AllowOverride }));
        Assert.Equal(CgroupAttachMode.AllowMulti, refused.Conflict!.Mode);
    }

    [Fact]
    public void Ancestor_that_forbids_descendants_is_named()
    {
        using TestCgroup middle = _directory.CreateChild("middle");
        using TestCgroup leaf = middle.CreateChild("leaf");
        using var cgroup = Cgroup.Open(leaf.Path);
        using BpfProgram there = TestProgram.Allow();
        using CgroupAttachment attachment = _cgroup.AttachLegacy(there, Egress, new() { Mode = CgroupAttachMode.None });
        BpfAttachException refused = Refused(BpfAttachError.ModeConflict, Errno.EPERM, () => cgroup.Attach(_program, Egress));
        Assert.Equal(_directory.Path, refused.Conflict!.Path);
        Assert.Equal(CgroupAttachMode.None, refused.Conflict.Mode);
    }

    [Fact]
    public void Ancestor_that_allows_override_is_no_conflict()
    {
        using TestCgroup child = _directory.CreateChild("child");
        using var cgroup = Cgroup.Open(child.Path);
        using CgroupAttachment above = _cgroup.AttachLegacy(_program, Egress, new() { Mode = CgroupAttachMode.AllowOverride });
        using BpfProgram below = TestProgram.Allow();
        using CgroupLink link = cgroup.Attach(below, Egress);
        Assert.Equal([TestProgram.IdOf(below)], cgroup.Query(Egress, effective: true).Ids);
    }

    [Fact]
    public void Same_program_twice_by_legacy_call_is_refused()
    {
        using CgroupAttachment attachment = _cgroup.AttachLegacy(_program, Egress);
        Refused(BpfAttachError.AlreadyAttached, Errno.EINVAL, () => _cgroup.AttachLegacy(_program, Egress));
    }

    [Fact]
    public void Sixty_fifth_program_is_refused()
    {
        const int Most = 64;
        List<CgroupLink> links = [];
        try
        {
            while (links.Count < Most) links.Add(_cgroup.Attach(_program, Egress));
            Refused(BpfAttachError.TooManyPrograms, Errno.E2BIG, () => _cgroup.Attach(_program, Egress));
            Assert.Equal(Most, _cgroup.Query(Egress).Programs.Count);
        }
        finally
        {
            links.ForEach(link => link.Dispose());
        }
    }

    [Fact]
    public void Program_of_another_type_is_refused()
    {
        using BpfProgram device = TestProgram.Allow(BpfProgramType.CgroupDevice);
        BpfAttachException refused = Refused(BpfAttachError.ProgramMismatch, Errno.EINVAL, () => _cgroup.Attach(device, Egress));
        Assert.Contains("CgroupSkb", refused.Message, StringComparison.Ordinal);
        Assert.Contains("CgroupDevice", refused.Message, StringComparison.Ordinal);
        Refused(BpfAttachError.ProgramMismatch, Errno.EINVAL, () => _cgroup.AttachLegacy(device, Egress));
    }

    [Fact]
    public void Program_loaded_for_another_hook_of_its_type_is_refused()
    {
        using BpfProgram bind = TestProgram.Allow(BpfProgramType.CgroupSockAddr, BpfAttachType.CgroupInet4Bind);
        Refused(BpfAttachError.ProgramMismatch, Errno.EINVAL, () => _cgroup.Attach(bind, BpfAttachType.CgroupInet4Connect));
    }

    [Fact]
    public void Attach_type_of_no_cgroup_is_refused()
        => Refused(BpfAttachError.ProgramMismatch, Errno.EINVAL, () => _cgroup.Attach(_program, BpfAttachType.SkSkbStreamParser));

    [Fact]
    public void Replace_of_a_program_that_is_not_there_is_refused()
    {
        using BpfProgram absent = TestProgram.Allow();
        using CgroupAttachment attachment = _cgroup.AttachLegacy(_program, Egress);
        using BpfProgram next = TestProgram.Allow();
        Refused(BpfAttachError.NotAttached, Errno.ENOENT, () => _cgroup.AttachLegacy(next, Egress, new() { Replace = absent }));
    }

    [Fact]
    public void Replace_of_a_program_of_another_type_is_refused()
    {
        using BpfProgram device = TestProgram.Allow(BpfProgramType.CgroupDevice);
        using CgroupAttachment attachment = _cgroup.AttachLegacy(_program, Egress);
        using BpfProgram next = TestProgram.Allow();
        Refused(BpfAttachError.ProgramMismatch, Errno.EINVAL, () => _cgroup.AttachLegacy(next, Egress, new() { Replace = device }));
    }

    [Fact]
    public void Replace_outside_of_MULTI_is_refused()
    {
        using BpfProgram next = TestProgram.Allow();
        using CgroupAttachment attachment = _cgroup.AttachLegacy(_program, Egress, new() { Mode = CgroupAttachMode.AllowOverride });
        Refused(BpfAttachError.InvalidOptions, Errno.EINVAL, () => _cgroup.AttachLegacy(next, Egress, new() { Mode = CgroupAttachMode.AllowOverride, Replace = _program }));
    }

    [Fact]
    public void Legacy_calls_do_not_reach_a_program_held_by_a_link()
    {
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        using BpfProgram next = TestProgram.Allow();
        Refused(BpfAttachError.NotAttached, Errno.ENOENT, () => _cgroup.Detach(_program, Egress));
        Refused(BpfAttachError.NotAttached, Errno.ENOENT, () => _cgroup.AttachLegacy(next, Egress, new() { Replace = _program }));
        Assert.Equal([TestProgram.IdOf(_program)], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Detach_of_nothing_is_refused()
        => Refused(BpfAttachError.NotAttached, Errno.ENOENT, () => _cgroup.Detach(_program, Egress));

    private static BpfAttachException Refused(BpfAttachError reason, Errno errno, Action action)
    {
        var refused = Assert.Throws<BpfAttachException>(action);
        Assert.Equal(reason, refused.Reason);
        Assert.Equal(errno, refused.Errno);
        return refused;
    }
}
