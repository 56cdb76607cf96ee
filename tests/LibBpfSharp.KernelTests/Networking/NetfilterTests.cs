using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

public sealed class NetfilterTests
{
    private static readonly NetfilterOptions s_options = new() { Family = NetfilterFamily.Ipv4, Hook = NetfilterHook.PreRouting, Priority = -128 };

    public NetfilterTests() => Requires.Root();

    [Theory]
    [InlineData(NetfilterFamily.Ipv4, NetfilterLinkFlags.None)]
    [InlineData(NetfilterFamily.Ipv6, NetfilterLinkFlags.None)]
    [InlineData(NetfilterFamily.Ipv4, NetfilterLinkFlags.IpDefrag)]
    public void A_link_runs_its_program_until_it_is_disposed(NetfilterFamily family, NetfilterLinkFlags flags)
    {
        if (flags != NetfilterLinkFlags.None) Requires.Kernel(6, 6, "defragmentation before netfilter programs");
        using AttachedProgram program = NetworkProgram.Load("netfilter");
        using TestNetwork network = TestNetwork.Enter();
        NetfilterLink link = program.Program.AttachNetfilter(s_options with { Family = family, Flags = flags });
        Assert.Equal((family, NetfilterHook.PreRouting, -128, flags), (link.Info.Family, link.Info.Hook, link.Info.Priority, link.Info.Flags));
        Assert.False(link.IsDefunct);
        NetworkProgram.AssertSeenByBpfTool(link);
        program.RunsUntilDisposed(link, family == NetfilterFamily.Ipv4 ? network.SendDatagram : network.SendDatagram6);
    }

    [Fact]
    public void What_cannot_be_is_told_by_cause()
    {
        using AttachedProgram program = NetworkProgram.Load("netfilter");
        using AttachedProgram other = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter();
        using NetfilterLink link = program.Program.AttachNetfilter(s_options);
        Assert.Equal(BpfAttachError.TargetBusy, Refusal(program, s_options));
        Assert.Equal(BpfAttachError.InvalidOptions, Refusal(program, s_options with { Hook = (NetfilterHook)9 }));
        Assert.Equal(BpfAttachError.InvalidOptions, Refusal(program, s_options with { Family = (NetfilterFamily)77 }));
        Assert.Equal(BpfAttachError.InvalidOptions, Refusal(program, s_options with { Priority = int.MinValue }));
        Assert.Equal(BpfAttachError.ProgramMismatch, Refusal(other, s_options));
        BpfAttachException noUpdate = Assert.Throws<BpfAttachException>(() => link.Update(program.Program));
        Assert.Equal(Errno.EOPNOTSUPP, noUpdate.Errno);

        static BpfAttachError Refusal(AttachedProgram program, NetfilterOptions options)
            => Assert.Throws<BpfAttachException>(() => program.Program.AttachNetfilter(options)).Reason;
    }
}
