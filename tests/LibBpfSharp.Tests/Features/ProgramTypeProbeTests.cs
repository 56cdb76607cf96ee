using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Features;

public sealed class ProgramTypeProbeTests
{
    private readonly ProbedKernel _kernel = new();

    [Theory]
    [InlineData(BpfProgramType.Tracing, Errno.EINVAL, "attach_btf_id 1 is not a function\n", BpfProbeVerdict.Supported)]
    [InlineData(BpfProgramType.Tracing, Errno.EINVAL, "", BpfProbeVerdict.NotSupported)]
    [InlineData(BpfProgramType.Tracing, Errno.EINVAL, "in-kernel BTF is malformed\n", BpfProbeVerdict.NotSupported)]
    [InlineData(BpfProgramType.Lsm, Errno.EINVAL, "attach_btf_id 1 is not a function\n", BpfProbeVerdict.Supported)]
    [InlineData(BpfProgramType.Ext, Errno.EINVAL, "Cannot replace kernel functions\n", BpfProbeVerdict.Supported)]
    [InlineData(BpfProgramType.Ext, Errno.EINVAL, "attach_btf_id 1 is not a function\n", BpfProbeVerdict.NotSupported)]
    [InlineData(BpfProgramType.StructOps, Errno.ENOTSUPP, "", BpfProbeVerdict.Supported)]
    [InlineData(BpfProgramType.StructOps, Errno.EINVAL, "", BpfProbeVerdict.NotSupported)]
    [InlineData(BpfProgramType.Syscall, Errno.E2BIG, "", BpfProbeVerdict.NotSupported)]
    [InlineData(BpfProgramType.Xdp, Errno.ENOMEM, "", BpfProbeVerdict.Inconclusive)]
    [InlineData((BpfProgramType)999, Errno.EINVAL, "", BpfProbeVerdict.Inconclusive)]
    [InlineData((BpfProgramType)999, Errno.None, "", BpfProbeVerdict.Supported)]
    public void The_kernels_complaint_tells(BpfProgramType type, Errno errno, string log, BpfProbeVerdict verdict)
    {
        _kernel.Load = _ => (errno, log);
        Assert.Equal(verdict, _kernel.Features.HasProgramType(type).Verdict);
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
        _kernel.Features.HasProgramType(type);
        ProgramLoadAttr given = _kernel.Kernel.Of(BpfCommand.ProgLoad)[0].Attributes<ProgramLoadAttr>();
        Assert.Equal((type, attachType, target, flags), (given.ProgType, given.ExpectedAttachType, given.AttachBtfId, given.ProgFlags));
    }

    [Fact]
    public void A_type_refused_to_all_who_may_load_others_like_it_is_not_supported()
    {
        _kernel.Load = load => load.ProgType is BpfProgramType.Tracing ? (Errno.EPERM, "") : (Errno.None, "");
        BpfProbeResult result = _kernel.Features.HasProgramType(BpfProgramType.Tracing);
        Assert.Equal((BpfProbeVerdict.NotSupported, Errno.EPERM), (result.Verdict, result.Errno));
        Assert.Contains("refuses every Tracing program", result.Reason);
    }

    [Fact]
    public void A_type_refused_for_want_of_a_capability_stays_open()
    {
        ProbedKernel kernel = new(ProbedKernel.Root with { EffectiveCapabilities = 0 }) { Load = _ => (Errno.EPERM, "") };
        BpfProbeResult result = kernel.Features.HasProgramType(BpfProgramType.Xdp);
        Assert.Equal(BpfProbeVerdict.Inconclusive, result.Verdict);
        Assert.Contains("CAP_BPF", result.Reason);
    }
}
