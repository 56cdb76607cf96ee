using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>Filters of traffic control, and the way of attaching that suits every kernel.</summary>
public sealed class TcFilterTests
{
    public TcFilterTests() => Requires.Root();

    [Theory]
    [InlineData(TcDirection.Ingress, "right")]
    [InlineData(TcDirection.Egress, "left")]
    public void A_filter_runs_until_it_is_disposed(TcDirection direction, string device)
    {
        using AttachedProgram program = NetworkProgram.Load("classifier");
        using TestNetwork network = TestNetwork.Enter();
        TcFilterAttachment filter = program.Program.AttachTcFilter(device, direction);
        Assert.False(filter.DetachesWithOwner);
        TcFilterInfo made = new()
        {
            Handle = filter.Handle,
            Priority = filter.Priority,
            Protocol = 3,
            ProgramId = filter.ProgramId,
            Name = "classifier",
            IsDirectAction = true,
            IsAction = false,
        };
        Assert.Equal([made], Clsact.Query(device, direction));
        Assert.Contains(filter.ProgramId, NetworkProgram.SeenByBpfTool("tc"));
        program.RunsUntilDisposed(filter, network.SendDatagram);
        Assert.Empty(Clsact.Query(device, direction));
        Assert.True(Clsact.Remove(device));
        Assert.False(Clsact.Remove(device));
    }

    [Fact]
    public void An_action_runs_behind_a_filter_that_takes_every_packet()
    {
        using AttachedProgram program = NetworkProgram.Load("action");
        using TestNetwork network = TestNetwork.Enter();
        TcFilterAttachment filter;
        try
        {
            filter = program.Program.AttachTcFilter("right", TcDirection.Ingress);
        }
        catch (BpfNotSupportedException lacking)
        {
            Assert.Equal(Errno.ENOENT, lacking.Errno);
            Assert.Skip(lacking.Message);
            throw;
        }

        TcFilterInfo info = Assert.Single(Clsact.Query("right", TcDirection.Ingress));
        Assert.Equal((program.Program.Info.Id, true, false), (info.ProgramId, info.IsAction, info.IsDirectAction));
        program.RunsUntilDisposed(filter, network.SendDatagram);
        Assert.Empty(Clsact.Query("right", TcDirection.Ingress));
    }

    [Fact]
    public void Handle_and_priority_are_taken_and_order_the_filters()
    {
        using AttachedProgram first = NetworkProgram.Load("classifier"), second = NetworkProgram.Load("classifier");
        using TestNetwork network = TestNetwork.Enter();
        using TcFilterAttachment late = first.Program.AttachTcFilter("right", TcDirection.Ingress, new() { Handle = 7, Priority = 20, Protocol = 0x0800 });
        using TcFilterAttachment early = second.Program.AttachTcFilter("right", TcDirection.Ingress, new() { Priority = 10 });
        Assert.Equal((7u, 20), (late.Handle, (int)late.Priority));
        Assert.Equal([10, 20], Clsact.Query("right", TcDirection.Ingress).Select(filter => (int)filter.Priority));
        Assert.Equal([0x0003, 0x0800], Clsact.Query("right", TcDirection.Ingress).Select(filter => (int)filter.Protocol));
        network.SendDatagram();
        Eventually.True(() => first.Hits > 0 && second.Hits > 0);
    }

    [Fact]
    public void A_filter_gives_way_only_to_one_that_is_to_replace_it()
    {
        using AttachedProgram first = NetworkProgram.Load("classifier"), second = NetworkProgram.Load("classifier");
        using TestNetwork network = TestNetwork.Enter();
        using TcFilterAttachment lost = first.Program.AttachTcFilter("right", TcDirection.Ingress, new() { Handle = 1, Priority = 1 });
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => second.Program.AttachTcFilter("right", TcDirection.Ingress, new() { Handle = 1, Priority = 1 }));
        Assert.Equal((BpfAttachError.TargetBusy, Errno.EEXIST), (refused.Reason, refused.Errno));
        Assert.Throws<ArgumentException>(() => second.Program.AttachTcFilter("right", TcDirection.Ingress, new() { Replace = true }));
        using TcFilterAttachment won = second.Program.AttachTcFilter("right", TcDirection.Ingress, new() { Handle = 1, Priority = 1, Replace = true });
        Assert.Equal(BpfAttachError.NotAttached, Assert.Throws<BpfAttachException>(lost.Detach).Reason);
        Assert.Equal([won.ProgramId], Clsact.Query("right", TcDirection.Ingress).Select(filter => filter.ProgramId));
        second.RunsUntilDisposed(won, network.SendDatagram);
    }

    [Fact]
    public void A_discipline_of_the_users_takes_filters_too()
    {
        using AttachedProgram program = NetworkProgram.Load("classifier");
        using TestNetwork network = TestNetwork.Enter();
        Assert.SkipUnless(network.TryAddDiscipline(network.Left, "htb", major: 1), "needs the queueing discipline htb");
        TcFilterAttachment filter = program.Program.AttachTcFilter("left", TcParent.Of(1, 0), new() { DirectAction = false });
        Assert.Equal("1:0", filter.Parent.ToString());
        Assert.Equal([filter.ProgramId], Clsact.Query("left", TcParent.Of(1, 0)).Select(found => found.ProgramId));
        program.RunsUntilDisposed(filter, () => network.SendRouted());
        Assert.False(Clsact.Remove("left"));
    }

    [Fact]
    public void What_cannot_be_is_told_by_cause_and_leaves_nothing()
    {
        using AttachedProgram program = NetworkProgram.Load("classifier"), other = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter();
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => program.Program.AttachTcFilter(4711, TcDirection.Ingress)).Reason);
        Assert.Equal(BpfAttachError.ProgramMismatch, Assert.Throws<BpfAttachException>(() => other.Program.AttachTcFilter("right", TcDirection.Ingress)).Reason);
        Assert.False(Clsact.Remove("right"));
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(
            () => program.Program.AttachTcFilter("right", TcDirection.Ingress, new() { AddClsact = false })).Reason);
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => program.Program.AttachTcFilter("right", TcParent.Of(7, 7))).Reason);
    }

    [Theory]
    [InlineData(TcDirection.Ingress, "right")]
    [InlineData(TcDirection.Egress, "left")]
    public void The_common_way_takes_what_the_kernel_has(TcDirection direction, string device)
    {
        using AttachedProgram program = NetworkProgram.Load("classifier");
        using TestNetwork network = TestNetwork.Enter();
        IBpfAttachment attachment = program.Program.AttachTc(device, direction);
        Assert.Equal(BpfFeatures.OfRunningKernel.Probe(BpfFeature.TcxLink).IsSupported, attachment is TcxLink);
        program.RunsUntilDisposed(attachment, network.SendDatagram);
    }

    [Fact]
    public void The_common_way_takes_a_filter_where_there_is_no_tcx()
    {
        using AttachedProgram program = NetworkProgram.Load("classifier", new WithoutTcx());
        using TestNetwork network = TestNetwork.Enter();
        IBpfAttachment attachment = program.Program.AttachTc("right", TcDirection.Ingress);
        Assert.IsType<TcFilterAttachment>(attachment);
        BpfNotSupportedException lacking = Assert.Throws<BpfNotSupportedException>(() => program.Program.AttachTcx("right", TcDirection.Ingress));
        Assert.Contains(nameof(BpfProgram.AttachTc), lacking.Message, StringComparison.Ordinal);
        program.RunsUntilDisposed(attachment, network.SendDatagram);
    }

    /// <summary>The running kernel as it was before 6.6.</summary>
    private sealed unsafe class WithoutTcx : Kernel
    {
        public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
            => call == SystemCall.Bpf && (BpfCommand)a == BpfCommand.LinkCreate && ((LinkCreateAttr*)b)->AttachType is (BpfAttachType.TcxIngress or BpfAttachType.TcxEgress)
                ? -(nint)Errno.EINVAL
                : Running.Invoke(call, a, b, c, d, e, f);
    }
}
