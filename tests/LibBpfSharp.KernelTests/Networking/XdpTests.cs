using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>XDP by link and by netlink: the program runs, stops, and gives way to nobody.</summary>
public sealed class XdpTests
{
    public XdpTests() => Requires.Root();

    [Theory]
    [InlineData(XdpMode.Any, XdpAttachedMode.Driver)]
    [InlineData(XdpMode.Driver, XdpAttachedMode.Driver)]
    [InlineData(XdpMode.Generic, XdpAttachedMode.Generic)]
    public void A_link_runs_its_program_until_it_is_disposed(XdpMode mode, XdpAttachedMode attached)
    {
        using AttachedProgram program = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter();
        XdpLink link = program.Program.AttachXdp("right", new() { Mode = mode });
        Assert.Equal(((BpfInterface?)network.Right.Index, false), (link.Info.Interface, link.IsDefunct));
        XdpState state = Xdp.Query(network.Right.Index);
        Assert.Equal(attached, state.Mode);
        Assert.Equal([link.ProgramId], state.ProgramIds);
        NetworkProgram.AssertSeenByBpfTool(link);
        Assert.Equal([link.ProgramId], NetworkProgram.SeenByBpfTool("xdp"));
        program.RunsUntilDisposed(link, network.SendDatagram);
        Assert.Equal(XdpAttachedMode.None, Xdp.Query("right").Mode);
    }

    [Theory]
    [InlineData(XdpMode.Any, XdpAttachedMode.Driver)]
    [InlineData(XdpMode.Generic, XdpAttachedMode.Generic)]
    public void Netlink_attaches_and_detaches_too(XdpMode mode, XdpAttachedMode attached)
    {
        using AttachedProgram program = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter();
        XdpAttachment attachment = program.Program.AttachXdpByNetlink("right", new() { Mode = mode });
        Assert.False(attachment.DetachesWithOwner);
        Assert.Equal(attached, Xdp.Query("right").Mode);
        Assert.Equal([attachment.ProgramId], NetworkProgram.SeenByBpfTool("xdp"));
        program.RunsUntilDisposed(attachment, network.SendDatagram);
        Assert.Empty(Xdp.Query("right").ProgramIds);
    }

    [Fact]
    public void A_program_in_the_way_is_named_whichever_way_both_come()
    {
        using AttachedProgram first = NetworkProgram.Load("xdp_any");
        using AttachedProgram second = NetworkProgram.Load("xdp_other");
        using TestNetwork network = TestNetwork.Enter();
        using (XdpLink link = first.Program.AttachXdp("right"))
        {
            AssertInTheWay(link.ProgramId, () => second.Program.AttachXdp("right"));
            AssertInTheWay(link.ProgramId, () => second.Program.AttachXdp("right", new() { Mode = XdpMode.Generic }));
            AssertInTheWay(link.ProgramId, () => second.Program.AttachXdpByNetlink("right", new() { Overwrite = true }));
        }

        using XdpAttachment attachment = first.Program.AttachXdpByNetlink("right");
        AssertInTheWay(attachment.ProgramId, () => second.Program.AttachXdp("right"));
        AssertInTheWay(attachment.ProgramId, () => second.Program.AttachXdpByNetlink("right"));

        static void AssertInTheWay(uint id, Func<IDisposable> attach)
        {
            BpfAttachException refused = Assert.Throws<BpfAttachException>(attach);
            Assert.Equal(BpfAttachError.TargetBusy, refused.Reason);
            Assert.Contains($"program {id} is there", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_program_is_exchanged_only_for_the_expected_one()
    {
        using AttachedProgram first = NetworkProgram.Load("xdp_any");
        using AttachedProgram second = NetworkProgram.Load("xdp_other");
        using TestNetwork network = TestNetwork.Enter();
        using XdpAttachment attachment = second.Program.AttachXdpByNetlink("right");
        BpfAttachException refused = Assert.Throws<BpfAttachException>(
            () => first.Program.AttachXdpByNetlink("right", new() { Replace = first.Program }));
        Assert.Equal(BpfAttachError.UnexpectedProgram, refused.Reason);
        attachment.Replace(first.Program);
        Assert.Equal([first.Program.Info.Id], Xdp.Query("right").ProgramIds);
        first.RunsUntilDisposed(attachment, network.SendDatagram);
    }

    [Fact]
    public void A_link_updates_its_program_only_in_place_of_the_expected_one()
    {
        using AttachedProgram first = NetworkProgram.Load("xdp_any");
        using AttachedProgram second = NetworkProgram.Load("xdp_other");
        using TestNetwork network = TestNetwork.Enter();
        using XdpLink link = second.Program.AttachXdp("right");
        Assert.Equal(BpfAttachError.UnexpectedProgram, Assert.Throws<BpfAttachException>(() => link.Update(first.Program, expected: first.Program)).Reason);
        link.Update(first.Program, expected: second.Program);
        first.RunsUntilDisposed(link, network.SendDatagram);
    }

    [Fact]
    public void What_was_overwritten_is_not_detached_by_the_first_owner()
    {
        using AttachedProgram first = NetworkProgram.Load("xdp_any");
        using AttachedProgram second = NetworkProgram.Load("xdp_other");
        using TestNetwork network = TestNetwork.Enter();
        using XdpAttachment lost = first.Program.AttachXdpByNetlink("right");
        using XdpAttachment won = second.Program.AttachXdpByNetlink("right", new() { Overwrite = true });
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(lost.Detach).Reason);
        Assert.Equal([won.ProgramId], Xdp.Query("right").ProgramIds);
    }

    [Fact]
    public void An_attachment_is_detached_where_it_was_made_whichever_namespace_the_thread_is_in()
    {
        using AttachedProgram program = NetworkProgram.Load("xdp_any");
        using TestNetwork outer = TestNetwork.Enter();
        XdpAttachment attachment = program.Program.AttachXdpByNetlink("right");
        using (TestNetwork inner = TestNetwork.Enter())
        {
            using XdpLink other = program.Program.AttachXdp("right");
            attachment.Dispose();
            Assert.Equal([other.ProgramId], Xdp.Query("right").ProgramIds);
        }

        Assert.Empty(Xdp.Query("right").ProgramIds);
    }

    [Fact]
    public void When_the_interface_goes_the_link_says_so()
    {
        using AttachedProgram program = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter();
        using XdpLink link = program.Program.AttachXdp("right");
        using XdpAttachment attachment = program.Program.AttachXdpByNetlink("left");
        network.Remove(network.Right);
        Eventually.True(() => link.IsDefunct);
        Assert.Equal(BpfAttachError.LinkDefunct, Assert.Throws<BpfAttachException>(() => link.Update(program.Program)).Reason);
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(attachment.Detach).Reason);
    }

    [Fact]
    public void What_cannot_be_is_told_by_cause()
    {
        using AttachedProgram program = NetworkProgram.Load("xdp_any");
        using AttachedProgram classifier = NetworkProgram.Load("classifier");
        using TestNetwork network = TestNetwork.Enter();
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => program.Program.AttachXdp(4711)).Reason);
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => program.Program.AttachXdpByNetlink(4711)).Reason);
        Assert.Equal(BpfAttachError.InvalidOptions, Assert.Throws<BpfAttachException>(() => program.Program.AttachXdp("lo", new() { Mode = XdpMode.Driver })).Reason);
        Assert.Equal(BpfAttachError.InvalidOptions, Assert.Throws<BpfAttachException>(() => program.Program.AttachXdpByNetlink("lo", new() { Mode = XdpMode.Driver })).Reason);
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => classifier.Program.AttachXdp("right")).Reason);
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => classifier.Program.AttachXdpByNetlink("right")).Reason);
    }

    [Fact]
    public void The_driver_tells_what_it_can()
    {
        using TestNetwork network = TestNetwork.Enter();
        XdpDeviceFeatures? features = Xdp.Query("right").Features;
        Assert.SkipWhen(features is null, "needs the kernel's netdev family, in Linux since 6.3");
        Assert.True(features.Xdp.HasFlag(XdpFeatures.Basic | XdpFeatures.Redirect), $"veth is said to do {features.Xdp} only");
        Assert.Equal(XdpFeatures.None, Xdp.Query("lo").Features!.Xdp);
        if (Requires.Running >= new Version(6, 8)) Assert.True(features.RxMetadata.HasFlag(XdpRxMetadata.Timestamp | XdpRxMetadata.Hash));
    }
}
