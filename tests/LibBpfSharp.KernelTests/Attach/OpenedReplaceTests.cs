using LibBpfSharp.KernelTests.Networking;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>Programs, maps and links opened by pin, id or socket in every call that puts one in the place of another.</summary>
public sealed class OpenedReplaceTests
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    public static MatrixTheoryData<string, string> Kinds => new(["cgroup, multi", "cgroup, override", "cgroup, alone", "cgroup link", "xdp", "xdp link", "tcx", "tcx link"], Ways);

    public static MatrixTheoryData<string, string> Links => new(["cgroup link", "xdp link", "tcx link"], Ways);

    private static string[] Ways => ["pin", "id", "socket"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_opened_program_takes_the_place_of_another(string kind, string way)
    {
        using RaceScene scene = RaceScene.Of(kind);
        using Reopened opened = new(way);
        scene.Reopen(opened.Again);
        using IBpfAttachment attachment = scene.Attach(scene);
        Assert.Equal([scene.First.Info.Id], scene.Programs());
        scene.Replace!(scene, attachment);
        Assert.Equal([scene.Second.Info.Id], scene.Programs());
        attachment.Detach();
        Assert.Empty(scene.Programs());
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void An_opened_link_is_given_an_opened_program_for_an_opened_one(string kind, string way)
    {
        using RaceScene scene = RaceScene.Of(kind);
        using Reopened opened = new(way);
        using var made = (BpfLink)scene.Attach(scene);
        BpfLink link = opened.Again(made);
        Assert.Equal(made.GetType(), link.GetType());
        scene.Reopen(opened.Again);
        Assert.Equal(BpfAttachError.UnexpectedProgram, Assert.Throws<BpfAttachException>(() => link.Update(scene.Second, expected: scene.Second)).Reason);
        link.Update(scene.Second, expected: scene.First);
        Assert.Equal([scene.Second.Info.Id], scene.Programs());
    }

    [Theory]
    [InlineData("pin")]
    [InlineData("id")]
    [InlineData("socket")]
    public void Opened_programs_and_links_are_changed_in_a_cgroups_list(string way)
    {
        using var directory = TestCgroup.Create();
        using var cgroup = Cgroup.Open(directory.Path);
        using BpfProgram loaded = TestProgram.Allow(), other = TestProgram.Allow();
        using Reopened opened = new(way);
        (BpfProgram first, BpfProgram second) = (opened.Again(loaded), opened.Again(other));

        using CgroupLink made = cgroup.Attach(first, Egress);
        var link = (CgroupLink)opened.Again(made);
        cgroup.Change(Egress, _ => CgroupChange.Replace(link, second));
        Assert.Equal([second.Info.Id], cgroup.Query(Egress).Ids);
        cgroup.Change(Egress, _ => CgroupChange.Remove(link));

        using ICgroupAttachment? inserted = cgroup.Change(Egress, _ => CgroupChange.InsertLegacy(first))!.Attachment;
        using ICgroupAttachment? replaced = cgroup.Change(Egress, _ => CgroupChange.Replace(first, second))!.Attachment;
        Assert.Equal([second.Info.Id], cgroup.Query(Egress).Ids);
        using CgroupAttachment back = first.AttachCgroupLegacy(cgroup, new() { AttachType = Egress, Replace = second });
        Assert.Equal([first.Info.Id], cgroup.Query(Egress).Ids);
        cgroup.Detach(first, Egress);
        Assert.Empty(cgroup.Query(Egress).Ids);
    }

    [Theory]
    [InlineData("pin")]
    [InlineData("id")]
    [InlineData("socket")]
    public void Options_take_opened_programs(string way)
    {
        Requires.Feature(BpfFeature.TcxLink);
        using AttachedProgram xdp = NetworkProgram.Load("xdp_any"), xdpOther = NetworkProgram.Load("xdp_other");
        using AttachedProgram tcx = NetworkProgram.Load("tcx_in"), tcxOther = NetworkProgram.Load("tcx_in");
        using Reopened opened = new(way);
        using TestNetwork network = TestNetwork.Enter();
        using XdpAttachment first = opened.Again(xdp.Program).AttachXdpByNetlink("right");
        using XdpAttachment second = opened.Again(xdpOther.Program).AttachXdpByNetlink("right", new() { Replace = opened.Again(xdp.Program) });
        Assert.Equal([xdpOther.Program.Info.Id], Xdp.Query("right").ProgramIds);

        using BpfProgramAttachment before = opened.Again(tcx.Program).AttachTcxLegacy("right", TcDirection.Ingress);
        using BpfProgramAttachment after = opened.Again(tcxOther.Program).AttachTcxLegacy("right", TcDirection.Ingress, new() { Replace = opened.Again(tcx.Program) });
        Assert.Equal([tcxOther.Program.Info.Id], Tcx.Query("right", TcDirection.Ingress).Ids);
    }

    [Theory]
    [InlineData("pin")]
    [InlineData("id")]
    [InlineData("socket")]
    public void Opened_maps_take_programs_and_opened_links_other_operations(string way)
    {
        Requires.Kernel(6, 4, "struct_ops links");
        Requires.Feature(BpfFeature.SockmapLink);
        using AttachedProgram message = NetworkProgram.Load("message"), next = NetworkProgram.Load("message");
        using Reopened opened = new(way);
        using SockmapLink link = opened.Again(message.Program).AttachSockmap(opened.Again(message.Object.Maps["sockets"]));
        opened.Again(link).Update(opened.Again(next.Program), expected: opened.Again(message.Program));
        Assert.Equal(next.Program.Info.Id, link.ProgramId);

        using BpfObject controls = BpfObject.Open(BpfFixtures.Path("tcp_controls"));
        controls.Load();
        using StructOpsLink registered = controls.Maps["linked"].AttachStructOps();
        ((StructOpsLink)opened.Again(registered)).Update(controls.Maps["successor"], expected: opened.Again(controls.Maps["linked"]));
        Assert.Equal(controls.Maps["successor"].Info.Id, ((StructOpsLinkInfo)registered.Info).MapId);
    }
}
