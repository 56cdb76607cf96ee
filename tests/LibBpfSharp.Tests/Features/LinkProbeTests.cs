using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Features;

public sealed class LinkProbeTests
{
    private readonly ProbedKernel _kernel = new();

    [Theory]
    [InlineData(BpfFeature.CgroupLink, BpfProgramType.CgroupSkb, BpfAttachType.CgroupInetEgress, Errno.EBADF)]
    [InlineData(BpfFeature.NetworkNamespaceLink, BpfProgramType.FlowDissector, BpfAttachType.FlowDissector, Errno.EBADF)]
    [InlineData(BpfFeature.PerfEventLink, BpfProgramType.Tracepoint, BpfAttachType.PerfEvent, Errno.EBADF)]
    [InlineData(BpfFeature.SockmapLink, BpfProgramType.SkMsg, BpfAttachType.SkMsgVerdict, Errno.EBADF)]
    [InlineData(BpfFeature.XdpLink, BpfProgramType.Xdp, BpfAttachType.Xdp, Errno.EOPNOTSUPP)]
    [InlineData(BpfFeature.TcxLink, BpfProgramType.SchedCls, BpfAttachType.TcxIngress, Errno.ENODEV)]
    [InlineData(BpfFeature.NetkitLink, BpfProgramType.SchedCls, BpfAttachType.NetkitPrimary, Errno.ENODEV)]
    [InlineData(BpfFeature.NetfilterLink, BpfProgramType.Netfilter, BpfAttachType.Netfilter, Errno.EAFNOSUPPORT)]
    [InlineData(BpfFeature.KprobeMultiLink, BpfProgramType.Kprobe, BpfAttachType.TraceKprobeMulti, Errno.EFAULT)]
    [InlineData(BpfFeature.KprobeSessionLink, BpfProgramType.Kprobe, BpfAttachType.TraceKprobeSession, Errno.EFAULT)]
    public void The_place_that_is_none_is_looked_at_where_the_kind_is_known(BpfFeature feature, BpfProgramType type, BpfAttachType attachType, Errno errno)
    {
        _kernel.Link = link => link.AttachType == attachType ? errno : Errno.EINVAL;
        Assert.True(_kernel.Features.Probe(feature).IsSupported);
        Assert.Equal(type, Assert.Single(_kernel.Kernel.Of(BpfCommand.ProgLoad)).Attributes<ProgramLoadAttr>().ProgType);
        Assert.Equal(0, _kernel.Kernel.OpenDescriptors);
    }

    [Fact]
    public void A_link_made_against_expectation_is_ended_and_tells_nothing()
    {
        Assert.Equal(BpfFeatureVerdict.Inconclusive, _kernel.Features.Probe(BpfFeature.CgroupLink).Verdict);
        Assert.Equal(0, _kernel.Kernel.OpenDescriptors);
    }

    [Theory]
    [InlineData(Errno.EBADF, Errno.EINVAL, BpfFeatureVerdict.Supported)]
    [InlineData(Errno.EBADF, Errno.EBADF, BpfFeatureVerdict.NotSupported)]
    [InlineData(Errno.EINVAL, Errno.EINVAL, BpfFeatureVerdict.NotSupported)]
    public void Uprobes_count_only_where_processes_are_told_from_threads(Errno anyProcess, Errno noProcess, BpfFeatureVerdict verdict)
    {
        _kernel.Link = link => link.UprobeMulti.Pid == -1 ? noProcess : anyProcess;
        Assert.Equal(verdict, _kernel.Features.Probe(BpfFeature.UprobeMultiLink).Verdict);
    }
}
