using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

public sealed class CgroupLinkTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _program = TestProgram.Allow();

    public CgroupLinkTests() => _cgroup = Cgroup.Open(_directory.Path);

    public void Dispose()
    {
        _program.Dispose();
        _cgroup.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Link_attaches_until_disposed()
    {
        CgroupLink link = _cgroup.Attach(_program, Egress);
        Assert.Equal([TestProgram.IdOf(_program)], _cgroup.Query(Egress).Ids);
        Assert.Equal(CgroupAttachMode.AllowMulti, _cgroup.Query(Egress).Mode);
        Assert.Equal(BpfLinkType.Cgroup, link.Type);
        Assert.Equal(_cgroup.Id, link.CgroupId);
        Assert.Equal(Egress, link.AttachType);
        Assert.Equal(TestProgram.IdOf(_program), link.ProgramId);
        Assert.True(link.DetachesWithOwner);
        Assert.False(link.IsDefunct);

        link.Dispose();
        link.Dispose();
        Assert.Empty(_cgroup.Query(Egress).Ids);
        Assert.Throws<ObjectDisposedException>(() => link.Info);
        Assert.Throws<ObjectDisposedException>(link.Detach);
    }

    [Fact]
    public void Link_outlives_program_and_cgroup_objects()
    {
        BpfProgram program = TestProgram.Allow();
        uint id = TestProgram.IdOf(program);
        var cgroup = Cgroup.Open(_directory.Path);
        using CgroupLink link = cgroup.Attach(program, Egress);
        cgroup.Dispose();
        program.Dispose();
        Assert.Equal([id], _cgroup.Query(Egress).Ids);
    }

    [Fact]
    public void Same_program_may_be_linked_twice()
    {
        using CgroupLink first = _cgroup.Attach(_program, Egress);
        using CgroupLink second = _cgroup.Attach(_program, Egress);
        Assert.Equal(2, _cgroup.Query(Egress).Programs.Count);
    }

    [Fact]
    public void Detach_leaves_defunct_link()
    {
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        link.Detach();
        link.Detach();
        Assert.True(link.IsDefunct);
        Assert.Empty(_cgroup.Query(Egress).Ids);
        var refused = Assert.Throws<BpfAttachException>(() => link.Update(_program));
        Assert.Equal(BpfAttachError.LinkDefunct, refused.Reason);
        Assert.Equal(Errno.ENOLINK, refused.Errno);
    }

    [Fact]
    public void Removed_cgroup_leaves_defunct_link()
    {
        TestCgroup child = _directory.CreateChild("gone");
        using var cgroup = Cgroup.Open(child.Path);
        using CgroupLink link = cgroup.Attach(_program, Egress);
        child.Dispose();

        Eventually.True(() => link.IsDefunct);
        Assert.Equal(BpfAttachError.LinkDefunct, Assert.Throws<BpfAttachException>(() => link.Update(_program)).Reason);
        Assert.Equal(BpfAttachError.CgroupRemoved, Assert.Throws<BpfAttachException>(() => cgroup.Attach(_program, Egress)).Reason);
        Assert.Equal(BpfAttachError.CgroupRemoved, Assert.Throws<BpfAttachException>(() => cgroup.Query(Egress)).Reason);
    }

    [Fact]
    public void Update_takes_the_expected_program_only()
    {
        using BpfProgram second = TestProgram.Allow();
        using CgroupLink link = _cgroup.Attach(_program, Egress);

        link.Update(second, expected: _program);
        Assert.Equal([TestProgram.IdOf(second)], _cgroup.Query(Egress).Ids);

        var refused = Assert.Throws<BpfAttachException>(() => link.Update(_program, expected: _program));
        Assert.Equal(BpfAttachError.UnexpectedProgram, refused.Reason);
        Assert.Equal(Errno.EPERM, refused.Errno);
        Assert.Contains(TestProgram.IdOf(second).ToString(System.Globalization.CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
        Assert.Equal(TestProgram.IdOf(second), link.ProgramId);
    }

    [Fact]
    public void Update_refuses_another_program_type()
    {
        using BpfProgram device = TestProgram.Allow(BpfProgramType.CgroupDevice);
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => link.Update(device)).Reason);
    }

    [Fact]
    public void Update_refuses_a_program_loaded_for_another_hook()
    {
        using BpfProgram bind = Load(BpfAttachType.CgroupInet4Bind), other = Load(BpfAttachType.CgroupInet4Bind), connect = Load(BpfAttachType.CgroupInet4Connect);
        using CgroupLink link = bind.AttachCgroup(_cgroup);
        var refused = Assert.Throws<BpfAttachException>(() => link.Update(connect));
        Assert.Equal(BpfAttachError.ProgramMismatch, refused.Reason);
        Assert.Contains("CgroupInet4Connect", refused.Message, StringComparison.Ordinal);
        Assert.Equal(bind.Info.Id, link.ProgramId);
        link.Update(other, expected: bind);
        Assert.Equal(other.Info.Id, link.ProgramId);

        static BpfProgram Load(BpfAttachType hook) => BpfProgram.Load(
            new BpfAssembler().Move(BpfRegister.R0, 1).Exit().Assemble(), new() { Type = BpfProgramType.CgroupSockAddr, ExpectedAttachType = hook });
    }

    [Fact]
    public async Task Update_loses_and_doubles_no_packet()
    {
        const int Packets = 2_000;
        using BpfMap before = TestProgram.Counter();
        using BpfMap after = TestProgram.Counter();
        using BpfProgram old = TestProgram.Count(before);
        using BpfProgram next = TestProgram.Count(after);
        using var traffic = ChildProcess.Start(nameof(UdpTraffic), _directory.Path);
        traffic.Expect("ready");
        using CgroupLink link = _cgroup.Attach(old, Egress);

        traffic.Tell($"{Packets}");
        Task<string> sent = Task.Run(traffic.ReadLine, TestContext.Current.CancellationToken);
        int swaps = 0;
        do
        {
            link.Update(swaps % 2 == 0 ? next : old);
            swaps++;
        }
        while (!sent.IsCompleted || swaps < 2);

        Assert.Equal("sent", await sent);
        Assert.Equal(Packets, TestProgram.ReadCounter(before) + TestProgram.ReadCounter(after));
    }

    [Fact]
    public void Open_by_id_sees_the_same_link()
    {
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        using BpfLink same = BpfLink.OpenById(link.Id);
        Assert.IsType<CgroupLink>(same);
        Assert.Equal(link.Id, same.Id);
        Assert.Equal(link.ProgramId, same.ProgramId);
        same.Detach();
        Assert.True(link.IsDefunct);
    }

    [Fact]
    public void Unknown_link_id_is_a_typed_error()
        => Assert.Equal(Errno.ENOENT, Assert.Throws<BpfException>(() => BpfLink.OpenById(uint.MaxValue)).Errno);

    [Fact]
    public void Disconnected_link_stays_attached()
    {
        CgroupLink link = _cgroup.Attach(_program, Egress);
        uint id = link.Id;
        link.Disconnect();
        link.Dispose();
        Assert.Equal([TestProgram.IdOf(_program)], _cgroup.Query(Egress).Ids);

        using BpfLink again = BpfLink.OpenById(id);
        again.Detach();
    }
}
