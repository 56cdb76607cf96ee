using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Features;

public sealed class ProgramTypeProbeTests
{
    private readonly ProbedKernel _kernel = new();

    [Theory]
    [InlineData(BpfProgramType.Tracing, Errno.EINVAL, "attach_btf_id 1 is not a function\n", BpfFeatureVerdict.Supported)]
    [InlineData(BpfProgramType.Tracing, Errno.EINVAL, "", BpfFeatureVerdict.NotSupported)]
    [InlineData(BpfProgramType.Tracing, Errno.EINVAL, "in-kernel BTF is malformed\n", BpfFeatureVerdict.NotSupported)]
    [InlineData(BpfProgramType.Lsm, Errno.EINVAL, "attach_btf_id 1 is not a function\n", BpfFeatureVerdict.Supported)]
    [InlineData(BpfProgramType.Ext, Errno.EINVAL, "Cannot replace kernel functions\n", BpfFeatureVerdict.Supported)]
    [InlineData(BpfProgramType.Ext, Errno.EINVAL, "attach_btf_id 1 is not a function\n", BpfFeatureVerdict.NotSupported)]
    [InlineData(BpfProgramType.StructOps, Errno.ENOTSUPP, "", BpfFeatureVerdict.Supported)]
    [InlineData(BpfProgramType.StructOps, Errno.EINVAL, "", BpfFeatureVerdict.NotSupported)]
    [InlineData(BpfProgramType.Syscall, Errno.E2BIG, "", BpfFeatureVerdict.NotSupported)]
    [InlineData(BpfProgramType.Xdp, Errno.ENOMEM, "", BpfFeatureVerdict.Inconclusive)]
    [InlineData((BpfProgramType)999, Errno.EINVAL, "", BpfFeatureVerdict.Inconclusive)]
    [InlineData((BpfProgramType)999, Errno.None, "", BpfFeatureVerdict.Supported)]
    public void The_kernels_complaint_tells(BpfProgramType type, Errno errno, string log, BpfFeatureVerdict verdict)
    {
        _kernel.Load = _ => (errno, log);
        Assert.Equal(verdict, _kernel.Features.ProbeProgramType(type).Verdict);
    }

    [Theory]
    [InlineData(BpfProgramType.CgroupSockAddr, BpfAttachType.CgroupInet4Connect, 0u, BpfProgramFlags.None)]
    [InlineData(BpfProgramType.CgroupSockopt, BpfAttachType.CgroupGetsockopt, 0u, BpfProgramFlags.None)]
    [InlineData(BpfProgramType.SkLookup, BpfAttachType.SkLookup, 0u, BpfProgramFlags.None)]
    [InlineData(BpfProgramType.Netfilter, BpfAttachType.Netfilter, 0u, BpfProgramFlags.None)]
    [InlineData(BpfProgramType.Tracing, BpfAttachType.TraceFentry, 1u, BpfProgramFlags.None)]
    [InlineData(BpfProgramType.Syscall, (BpfAttachType)0, 0u, BpfProgramFlags.Sleepable)]
    public void A_type_is_given_what_it_cannot_do_without(BpfProgramType type, BpfAttachType attachType, uint target, BpfProgramFlags flags)
    {
        _kernel.Features.ProbeProgramType(type);
        ProgramLoadAttr given = _kernel.Kernel.Of(BpfCommand.ProgLoad)[0].Attributes<ProgramLoadAttr>();
        Assert.Equal((type, attachType, target, flags), (given.ProgType, given.ExpectedAttachType, given.AttachBtfId, given.ProgFlags));
    }

    [Fact]
    public void A_type_refused_to_all_who_may_load_others_like_it_is_not_supported()
    {
        _kernel.Load = load => load.ProgType is BpfProgramType.Tracing ? (Errno.EPERM, "") : (Errno.None, "");
        BpfFeatureSupport result = _kernel.Features.ProbeProgramType(BpfProgramType.Tracing);
        Assert.Equal((BpfFeatureVerdict.NotSupported, Errno.EPERM), (result.Verdict, result.Errno));
        Assert.Contains("refuses every Tracing program", result.Reason);
    }

    [Fact]
    public void A_type_refused_for_want_of_a_capability_stays_open()
    {
        ProbedKernel kernel = new(ProbedKernel.Root with { EffectiveCapabilities = 0 }) { Load = _ => (Errno.EPERM, "") };
        BpfFeatureSupport result = kernel.Features.ProbeProgramType(BpfProgramType.Xdp);
        Assert.Equal(BpfFeatureVerdict.Inconclusive, result.Verdict);
        Assert.Contains("CAP_BPF", result.Reason);
    }
}
