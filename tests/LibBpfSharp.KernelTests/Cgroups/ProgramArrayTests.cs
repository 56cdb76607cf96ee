using System.Net;
using System.Net.Sockets;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Tail calls of a program that outlives its object.</summary>
public sealed class ProgramArrayTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;
    private const int Fell = 0;
    private const int Jumped = 1;
    private const int Packets = 5;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly BpfObject _object = BpfObject.Open(BpfFixtures.Path("cgroup_tailcall"));
    private readonly BpfMap _packets;

    public ProgramArrayTests()
    {
        _object.Load();
        _object.Maps["packets"].Pin(_fileSystem["packets"]);
        _packets = BpfMap.OpenPinned(_fileSystem["packets"]);
    }

    public void Dispose()
    {
        _packets.Dispose();
        _object.Dispose();
        _fileSystem.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void An_unpinned_program_array_loses_its_programs_with_its_last_user_reference()
    {
        using var cgroup = Cgroup.Open(_directory.Path);
        using BpfProgram entry = BpfProgram.OpenById(_object.Programs["entry"].Info.Id);
        using CgroupLink link = cgroup.Attach(entry, Egress);
        Assert.Equal((0, Packets), Send());
        _object.Dispose();
        Eventually.True(() => Send() == (Packets, 0));
    }

    [Fact]
    public void A_pinned_program_array_keeps_its_programs()
    {
        using var cgroup = Cgroup.Open(_directory.Path);
        using BpfProgram entry = BpfProgram.OpenById(_object.Programs["entry"].Info.Id);
        using CgroupLink link = cgroup.Attach(entry, Egress);
        _object.Maps["jumps"].Pin(_fileSystem["jumps"]);
        _object.Dispose();
        Assert.Equal((0, Packets), Send());
        BpfFs.Unpin(_fileSystem["jumps"]);
        Eventually.True(() => Send() == (Packets, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_attachment_holds_the_program_arrays_of_its_object(bool isLink)
    {
        int before = OpenDescriptors.Count();
        BpfProgram entry = _object.Programs["entry"];
        using (ICgroupAttachment attachment = isLink ? entry.AttachCgroup(_directory.Path) : entry.AttachCgroupLegacy(_directory.Path))
        {
            _object.Dispose();
            Assert.Equal((0, Packets), Send());
        }

        Assert.Equal((0, 0), Send());
        Assert.True(OpenDescriptors.Count() < before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_attachment_holds_the_program_arrays_of_the_program_it_is_given_later(bool isLink)
    {
        const int Swaps = 3;
        int before = OpenDescriptors.Count();
        using (BpfProgram first = TestProgram.Allow())
        using (var cgroup = Cgroup.Open(_directory.Path))
        using (ICgroupAttachment attachment = isLink ? cgroup.Attach(first, Egress) : cgroup.AttachLegacy(first, Egress))
        {
            Exchange(attachment, _object.Programs["entry"]);
            _object.Dispose();
            Assert.Equal((0, Packets), Send());

            // Programs follow each other; the maps of those that are gone are let go of.
            for (int swap = 0; swap < Swaps; swap++)
            {
                using BpfObject next = BpfObject.Open(BpfFixtures.Path("cgroup_tailcall"));
                next.Maps["packets"].Reuse(_packets);
                next.Load();
                Exchange(attachment, next.Programs["entry"]);
            }

            Assert.Equal((0, Packets), Send());
        }

        Assert.Equal((0, 0), Send());
        Assert.True(OpenDescriptors.Count() < before);
    }

    [Fact]
    public void A_change_of_a_list_lets_its_attachment_hold_them()
    {
        using var cgroup = Cgroup.Open(_directory.Path);
        using BpfProgram first = TestProgram.Allow();
        using CgroupLink link = cgroup.Attach(first, Egress);
        foreach (Func<BpfProgram, CgroupChange> change in (Func<BpfProgram, CgroupChange>[])
        [
            program => CgroupChange.Insert(program), program => CgroupChange.InsertLegacy(program), program => CgroupChange.Replace(link, program), program => CgroupChange.Exchange(link, program),
        ])
        {
            using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("cgroup_tailcall"));
            bpf.Maps["packets"].Reuse(_packets);
            bpf.Load();
            using ICgroupAttachment? made = cgroup.Change(Egress, _ => change(bpf.Programs["entry"]))!.Attachment;
            bpf.Dispose();
            Assert.Equal(0, Send().Fell);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_program_without_its_object_holds_them_and_so_does_what_attaches_it(bool isTaken)
    {
        int before = OpenDescriptors.Count();
        BpfProgram entry = _object.Programs["entry"];
        using BpfProgram kept = isTaken ? _object.Take(entry) : entry.Duplicate();
        _object.Dispose();
        using (CgroupLink link = kept.AttachCgroup(_directory.Path))
        {
            Assert.Equal((0, Packets), Send());
            using BpfProgram first = TestProgram.Allow();
            link.Update(first);
            link.Update(kept);
            kept.Dispose();
            using CgroupLink copy = link.Duplicate();
            link.Dispose();
            Assert.Equal((0, Packets), Send());
        }

        Assert.Equal((0, 0), Send());
        Assert.True(OpenDescriptors.Count() < before);
    }

    [Theory]
    [InlineData("xdp")]
    [InlineData("xdp link")]
    [InlineData("tcx")]
    public void An_attachment_on_an_interface_holds_those_of_the_program_it_is_given_later(string kind)
    {
        if (kind == "tcx") Requires.Feature(BpfFeature.TcxLink);
        BpfProgramType type = kind == "tcx" ? BpfProgramType.SchedCls : BpfProgramType.Xdp;
        using TestNetwork network = TestNetwork.Enter();
        using BpfObject first = Load(type), second = Load(type);
        BpfProgram entry = second.Programs["entry"];
        using IBpfAttachment attachment = kind switch
        {
            "xdp" => first.Programs["entry"].AttachXdpByNetlink("right"),
            "xdp link" => first.Programs["entry"].AttachXdp("right"),
            _ => first.Programs["entry"].AttachTcxLegacy("right", TcDirection.Ingress),
        };
        if (attachment is XdpAttachment xdp) xdp.Replace(entry);
        else if (attachment is BpfLink link) link.Update(entry);
        else ((BpfProgramAttachment)attachment).Replace(entry);
        first.Dispose();
        IsHeld(second, () =>
        {
            for (int sent = 0; sent < Packets; sent++) network.SendDatagram();
        });
    }

    [Fact]
    public void A_link_of_another_kind_holds_them_too()
    {
        using BpfObject bpf = Load(BpfProgramType.RawTracepoint);
        using RawTracepointLink link = bpf.Programs["entry"].AttachRawTracepoint("task_rename");
        IsHeld(bpf, AttachedProgram.Rename);
    }

    [Fact]
    public void An_attachment_without_a_link_holds_them_too()
    {
        using BpfObject bpf = Load(BpfProgramType.SocketFilter);
        using UdpClient receiver = new(new IPEndPoint(IPAddress.Loopback, 0)), sender = new();
        using BpfSocketAttachment attachment = bpf.Programs["entry"].AttachSocket(receiver.Client.SafeHandle);
        IsHeld(bpf, () => sender.Send([1], (IPEndPoint)receiver.Client.LocalEndPoint!));
    }

    /// <summary>The programs, which look at nothing of what they are for, as ones of another type.</summary>
    private BpfObject Load(BpfProgramType type)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path("cgroup_tailcall"));
        foreach (BpfProgram program in bpf.Programs) (program.Type, program.ExpectedAttachType) = (type, null);
        bpf.Maps["packets"].Reuse(_packets);
        bpf.Load();
        return bpf;
    }

    private void IsHeld(BpfObject attached, Action trigger)
    {
        attached.Dispose();
        trigger();
        Assert.Equal(0ul, _packets.AsArray<ulong>()[Fell]);
        Assert.True(_packets.AsArray<ulong>()[Jumped] > 0);
    }

    private static void Exchange(ICgroupAttachment attachment, BpfProgram program)
    {
        if (attachment is CgroupLink link) link.Update(program);
        else ((CgroupAttachment)attachment).Replace(program);
    }

    /// <summary>Sends, and tells how many packets met an empty slot and how many jumped.</summary>
    private (int Fell, int Jumped) Send()
    {
        BpfArray<ulong> packets = _packets.AsArray<ulong>();
        (ulong fell, ulong jumped) = (packets[Fell], packets[Jumped]);
        using (var traffic = Traffic.In(_directory.Path)) traffic.Send(Packets);
        return ((int)(packets[Fell] - fell), (int)(packets[Jumped] - jumped));
    }
}
