using System.Globalization;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Who owns a link, and how it goes from one process to another.</summary>
public sealed class LinkOwnerTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _program = TestProgram.Allow();

    public LinkOwnerTests() => _cgroup = Cgroup.Open(_directory.Path);

    public void Dispose()
    {
        _program.Dispose();
        _cgroup.Dispose();
        _fileSystem.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_link_passed_over_a_socket_has_two_owners_and_goes_with_the_last()
    {
        using var sockets = SocketPair.Listen();
        using var sender = ChildProcess.Start(nameof(LinkSender), _directory.Path, sockets.Path);
        using (BpfLink received = BpfLink.ReceiveFrom(sockets.Near))
        {
            sender.Expect("sent");
            uint program = Assert.Single(_cgroup.Query(Egress).Ids);
            Assert.Equal((program, _cgroup.Id), (received.ProgramId, Assert.IsType<CgroupLink>(received).CgroupId));
            sender.Kill();
            Assert.False(received.IsDefunct);
            Assert.Equal([program], _cgroup.Query(Egress).Ids);
        }

        Eventually.True(() => _cgroup.Query(Egress).Ids.Count == 0);
    }

    [Fact]
    public void A_pin_and_a_descriptor_own_a_link_alike()
    {
        CgroupLink link = _cgroup.Attach(_program, Egress);
        link.Pin(_fileSystem["link"]);
        CgroupLink other = CgroupLink.OpenPinned(_fileSystem["link"]);
        link.Dispose();
        Assert.Single(_cgroup.Query(Egress).Ids);
        other.Unpin();
        Assert.Single(_cgroup.Query(Egress).Ids);
        other.Dispose();
        Eventually.True(() => _cgroup.Query(Egress).Ids.Count == 0);
    }

    [Fact]
    public void The_descriptor_owns_a_link_without_any_capability()
    {
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        using var sockets = SocketPair.Listen();
        using var user = ChildProcess.Start(nameof(LinkUser), "descriptor", sockets.Path);
        link.SendTo(sockets.Near);
        IsUpdatedAndDetached(user, link);
    }

    [Fact]
    public void The_pin_owns_a_link_without_any_capability()
    {
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        link.Pin(_fileSystem["link"]);
        using var user = ChildProcess.Start(nameof(LinkUser), "pin", _fileSystem["link"]);
        IsUpdatedAndDetached(user, link);
    }

    [Fact]
    public void The_id_of_a_link_takes_CAP_SYS_ADMIN()
    {
        using CgroupLink link = _cgroup.Attach(_program, Egress);
        string id = link.Id.ToString(CultureInfo.InvariantCulture);
        using var user = ChildProcess.Start(nameof(LinkUser), "id", id);
        user.Expect("EPERM CAP_SYS_ADMIN");
        Assert.False(link.IsDefunct);

        using BpfLink byId = BpfLink.OpenById(link.Id);
        byId.Detach();
        Assert.True(link.IsDefunct);
    }

    [Fact]
    public void A_link_is_handed_from_process_to_process_without_a_gap()
    {
        const int Packets = 10;
        (string pin, string counterPin) = (_fileSystem["link"], _fileSystem["counter"]);
        using var first = ChildProcess.Start(nameof(LinkHolder), _directory.Path, pin, counterPin);
        first.Expect("attached");
        uint original = Assert.Single(_cgroup.Query(Egress).Ids);
        using BpfMap counter = BpfFs.OpenMap(counterPin);
        using Traffic traffic = Traffic.In(_directory.Path);
        traffic.Send(Packets);

        using var second = ChildProcess.Start(nameof(Successor), pin, counterPin);
        second.Expect("opened");
        Assert.Equal(0, first.WaitForExit());
        Assert.Equal([original], _cgroup.Query(Egress).Ids);
        traffic.Send(Packets);

        second.Tell("replace");
        uint replacement = uint.Parse(second.ReadLine(), CultureInfo.InvariantCulture);
        Assert.NotEqual(original, replacement);
        Assert.Equal([replacement], _cgroup.Query(Egress).Ids);
        traffic.Send(Packets);
        Assert.Equal(3 * Packets, TestProgram.ReadCounter(counter));

        second.Tell("detach");
        second.Expect("detached");
        Assert.Empty(_cgroup.Query(Egress).Ids);
        Assert.False(File.Exists(pin));
    }

    private void IsUpdatedAndDetached(ChildProcess user, CgroupLink link)
    {
        user.Expect("opened");
        user.Expect("updated");
        Assert.NotEqual(TestProgram.IdOf(_program), Assert.Single(_cgroup.Query(Egress).Ids));
        user.Tell("detach");
        user.Expect("detached");
        Assert.True(link.IsDefunct);
    }
}
