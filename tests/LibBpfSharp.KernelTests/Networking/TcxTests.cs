using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>tcx: programs run, in the order asked for, by link and without.</summary>
public sealed class TcxTests
{
    public TcxTests()
    {
        Requires.Root();
        Requires.Feature(BpfFeature.TcxLink);
    }

    [Theory]
    [InlineData("tcx_in", TcDirection.Ingress, "right")]
    [InlineData("tcx_out", TcDirection.Egress, "left")]
    public void A_link_runs_its_program_until_it_is_disposed(string name, TcDirection direction, string device)
    {
        using AttachedProgram program = NetworkProgram.Load(name);
        using TestNetwork network = TestNetwork.Enter();
        TcxLink link = program.Program.AttachTcx(device, direction);
        Assert.Equal((direction == TcDirection.Ingress ? BpfAttachType.TcxIngress : BpfAttachType.TcxEgress, false), (link.Info.AttachType, link.IsDefunct));
        Assert.Equal([new BpfHookProgram { ProgramId = link.ProgramId, LinkId = link.Id }], Tcx.Query(device, direction).Programs);
        NetworkProgram.AssertSeenByBpfTool(link);
        program.RunsUntilDisposed(link, network.SendDatagram);
        Assert.Empty(Tcx.Query(device, direction).Programs);
    }

    [Theory]
    [InlineData("tcx_in", TcDirection.Ingress, "right")]
    [InlineData("tcx_out", TcDirection.Egress, "left")]
    public void Without_a_link_a_program_runs_too(string name, TcDirection direction, string device)
    {
        using AttachedProgram program = NetworkProgram.Load(name);
        using TestNetwork network = TestNetwork.Enter();
        BpfProgramAttachment attachment = program.Program.AttachTcxLegacy(device, direction);
        Assert.False(attachment.DetachesWithOwner);
        Assert.Equal([new BpfHookProgram { ProgramId = attachment.ProgramId, LinkId = 0 }], Tcx.Query(device, direction).Programs);
        program.RunsUntilDisposed(attachment, network.SendDatagram);
    }

    [Fact]
    public void Programs_stand_where_they_were_asked_to()
    {
        using AttachedProgram first = NetworkProgram.Load("tcx_in"), second = NetworkProgram.Load("tcx_in"), third = NetworkProgram.Load("tcx_in");
        using AttachedProgram fourth = NetworkProgram.Load("tcx_in"), fifth = NetworkProgram.Load("tcx_in");
        using TestNetwork network = TestNetwork.Enter();
        using TcxLink middle = Attach(first, null);
        using TcxLink before = Attach(second, BpfAttachPosition.Before(middle));
        using TcxLink after = Attach(third, BpfAttachPosition.AfterProgram(middle.ProgramId));
        using TcxLink head = Attach(fourth, BpfAttachPosition.First);
        using BpfProgramAttachment inner = fifth.Program.AttachTcxLegacy("right", TcDirection.Ingress, new() { Position = BpfAttachPosition.AfterLink(before.Id) });
        Assert.Equal([head.ProgramId, before.ProgramId, inner.ProgramId, middle.ProgramId, after.ProgramId], Tcx.Query("right", TcDirection.Ingress).Ids);
        network.SendDatagram();
        Eventually.True(() => first.Hits > 0 && second.Hits > 0 && third.Hits > 0 && fourth.Hits > 0 && fifth.Hits > 0);

        static TcxLink Attach(AttachedProgram program, BpfAttachPosition? position) => program.Program.AttachTcx("right", TcDirection.Ingress, new() { Position = position });
    }

    [Fact]
    public void A_changed_list_and_a_missing_anchor_are_refused()
    {
        using AttachedProgram first = NetworkProgram.Load("tcx_in"), second = NetworkProgram.Load("tcx_in");
        using TestNetwork network = TestNetwork.Enter();
        using TcxLink link = first.Program.AttachTcx("right", TcDirection.Ingress);
        ulong revision = Tcx.Query("right", TcDirection.Ingress).Revision;
        AssertRefused(BpfAttachError.RevisionChanged, Errno.ESTALE, new() { ExpectedRevision = revision + 1 });
        AssertRefused(BpfAttachError.NotAttached, Errno.ENOENT, new() { Position = BpfAttachPosition.Before(second.Program) });
        using TcxLink other = second.Program.AttachTcx("right", TcDirection.Ingress, new() { ExpectedRevision = revision });
        Assert.Equal(2, Tcx.Query("right", TcDirection.Ingress).Programs.Count);

        void AssertRefused(BpfAttachError reason, Errno errno, TcxOptions options)
        {
            BpfAttachException refused = Assert.Throws<BpfAttachException>(() => second.Program.AttachTcx("right", TcDirection.Ingress, options));
            Assert.Equal((reason, errno), (refused.Reason, refused.Errno));
        }
    }

    [Fact]
    public void A_list_that_is_not_empty_is_told_to_who_wants_an_empty_one()
    {
        using AttachedProgram first = NetworkProgram.Load("tcx_in"), second = NetworkProgram.Load("tcx_in");
        using TestNetwork network = TestNetwork.Enter();
        TcxOptions onlyIfEmpty = new() { Position = BpfAttachPosition.OnlyIfEmpty };
        using TcxLink link = first.Program.AttachTcx("right", TcDirection.Ingress, onlyIfEmpty);
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => second.Program.AttachTcx("right", TcDirection.Ingress, onlyIfEmpty));
        Assert.Equal(BpfAttachError.InvalidOptions, refused.Reason);
        Assert.Contains($"program {link.ProgramId}, held by link {link.Id}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_without_a_link_is_exchanged_and_one_of_a_link_is_not()
    {
        using AttachedProgram first = NetworkProgram.Load("tcx_in"), second = NetworkProgram.Load("tcx_in"), third = NetworkProgram.Load("tcx_in");
        using TestNetwork network = TestNetwork.Enter();
        using BpfProgramAttachment attachment = first.Program.AttachTcxLegacy("right", TcDirection.Ingress);
        BpfAttachException twice = Assert.Throws<BpfAttachException>(() => first.Program.AttachTcxLegacy("right", TcDirection.Ingress));
        Assert.Equal(BpfAttachError.TargetBusy, twice.Reason);
        Assert.Contains($"program {attachment.ProgramId}", twice.Message, StringComparison.Ordinal);
        attachment.Replace(second.Program);
        using TcxLink link = third.Program.AttachTcx("right", TcDirection.Ingress);
        Assert.Equal(BpfAttachError.TargetBusy, Assert.Throws<BpfAttachException>(
            () => first.Program.AttachTcxLegacy("right", TcDirection.Ingress, new() { Replace = third.Program })).Reason);
        Assert.Equal([second.Program.Info.Id, third.Program.Info.Id], Tcx.Query("right", TcDirection.Ingress).Ids);
        second.RunsUntilDisposed(attachment, network.SendDatagram);
    }

    [Fact]
    public void Detaching_in_another_namespace_leaves_what_is_there()
    {
        using AttachedProgram program = NetworkProgram.Load("tcx_in");
        using TestNetwork outer = TestNetwork.Enter();
        BpfProgramAttachment attachment = program.Program.AttachTcxLegacy("right", TcDirection.Ingress);
        using (TestNetwork inner = TestNetwork.Enter())
        {
            using BpfProgramAttachment other = program.Program.AttachTcxLegacy("right", TcDirection.Ingress);
            attachment.Dispose();
            Assert.Equal([program.Program.Info.Id], Tcx.Query("right", TcDirection.Ingress).Ids);
        }

        Assert.Empty(Tcx.Query("right", TcDirection.Ingress).Ids);
    }

    [Fact]
    public void When_the_interface_goes_the_link_says_so()
    {
        using AttachedProgram program = NetworkProgram.Load("tcx_in");
        using AttachedProgram other = NetworkProgram.Load("tcx_in");
        using TestNetwork network = TestNetwork.Enter();
        using TcxLink link = program.Program.AttachTcx("right", TcDirection.Ingress);
        using BpfProgramAttachment attachment = other.Program.AttachTcxLegacy("right", TcDirection.Ingress);
        network.Remove(network.Right);
        Eventually.True(() => link.IsDefunct);
        Assert.Equal(BpfAttachError.LinkDefunct, Assert.Throws<BpfAttachException>(() => link.Update(program.Program)).Reason);
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(attachment.Detach).Reason);
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => program.Program.AttachTcx(network.Right.Index, TcDirection.Ingress)).Reason);
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => Tcx.Query(network.Right.Index, TcDirection.Ingress)).Reason);
    }

    [Fact]
    public void A_program_of_another_type_is_refused()
    {
        using AttachedProgram program = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter();
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => program.Program.AttachTcx("right", TcDirection.Ingress)).Reason);
    }
}
