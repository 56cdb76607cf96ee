using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Features;

/// <summary>Every probe, whatever it asks: what is kept, what is asked again, what is left behind.</summary>
public sealed class ProbeTests
{
    private readonly ProbedKernel _kernel = new();

    public static TheoryData<BpfFeature> EveryFeature => [.. Enum.GetValues<BpfFeature>().Where(feature => feature is not BpfFeature.SyscallWrapper)];

    public static TheoryData<BpfMapFlags> EveryFlag => [.. Enum.GetValues<BpfMapFlags>().Where(flag => flag is not BpfMapFlags.None)];

    [Fact]
    public void A_conclusive_answer_is_kept()
    {
        BpfFeatureSupport first = _kernel.Features.ProbeProgramType(BpfProgramType.Xdp);
        Assert.True(first.IsSupported);
        int calls = _kernel.Kernel.Calls.Count;
        Assert.Same(first, _kernel.Features.ProbeProgramType(BpfProgramType.Xdp));
        Assert.Equal(calls, _kernel.Kernel.Calls.Count);
    }

    [Fact]
    public void An_inconclusive_answer_is_asked_for_again()
    {
        _kernel.Load = _ => (Errno.EPERM, string.Empty);
        BpfFeatureSupport refused = _kernel.Features.ProbeProgramType(BpfProgramType.Xdp);
        Assert.Equal((BpfFeatureVerdict.Inconclusive, Errno.EPERM), (refused.Verdict, refused.Errno));
        Assert.NotNull(refused.Reason);
        Assert.Throws<BpfException>(refused.ThrowIfNotSupported);

        _kernel.Load = _ => (Errno.None, string.Empty);
        Assert.True(_kernel.Features.ProbeProgramType(BpfProgramType.Xdp).IsSupported);
    }

    [Fact]
    public void A_map_of_devices_that_lacks_locked_memory_is_not_taken_for_missing()
    {
        int asked = 0;
        _kernel.Load = _ => (Errno.EINVAL, string.Empty); // no charging to cgroups
        _kernel.Make = _ => ++asked == 1 ? Errno.EINVAL : Errno.None;
        Assert.True(_kernel.Features.ProbeMapType(BpfMapType.Devmap).IsSupported);
        Assert.Contains(_kernel.Kernel.Calls, call => call.Call is SystemCall.Prlimit64);
    }

    [Fact]
    public void What_is_missing_is_told_with_the_kernel_that_brought_it()
    {
        _kernel.Make = _ => Errno.EINVAL;
        BpfFeatureSupport result = _kernel.Features.ProbeMapType(BpfMapType.Ringbuf);
        Assert.Equal((BpfFeatureVerdict.NotSupported, Errno.EINVAL, new Version(5, 8)), (result.Verdict, result.Errno, result.Since));
        BpfNotSupportedException thrown = Assert.Throws<BpfNotSupportedException>(result.ThrowIfNotSupported);
        Assert.Equal(("map type ringbuf", new Version(5, 8), Errno.EINVAL), (thrown.Feature, thrown.Since, thrown.Errno));
        Assert.Contains("not supported (in mainline since 5.8)", result.ToString());
    }

    [Theory]
    [MemberData(nameof(EveryFeature))]
    public void A_kernel_that_knows_nothing_has_no_feature(BpfFeature feature)
    {
        _kernel.Refuse = _ => Errno.EINVAL;
        _kernel.OtherCalls = Errno.ENOSYS;
        AssertIs(BpfFeatureVerdict.NotSupported, () => _kernel.Features.Probe(feature));
    }

    [Theory]
    [MemberData(nameof(EveryFeature))]
    public void Want_of_memory_tells_of_no_feature(BpfFeature feature)
    {
        _kernel.Refuse = _ => Errno.ENOMEM;
        _kernel.OtherCalls = Errno.ENOMEM;
        AssertIs(BpfFeatureVerdict.Inconclusive, () => _kernel.Features.Probe(feature));
    }

    [Theory]
    [MemberData(nameof(EveryFlag))]
    public void A_flag_is_not_supported_where_its_maps_are_refused(BpfMapFlags flag)
    {
        _kernel.Refuse = command => command is BpfCommand.BtfLoad ? Errno.None : Errno.EINVAL;
        AssertIs(BpfFeatureVerdict.NotSupported, () => _kernel.Features.ProbeMapFlag(flag));
    }

    [Fact]
    public void No_answer_leaves_a_descriptor()
    {
        foreach (BpfFeature feature in Enum.GetValues<BpfFeature>()) _kernel.Features.Probe(feature);
        foreach (BpfProgramType type in Enum.GetValues<BpfProgramType>()) _kernel.Features.ProbeProgramType(type);
        foreach (BpfMapType type in Enum.GetValues<BpfMapType>()) _kernel.Features.ProbeMapType(type);
        foreach (BpfMapFlags flag in Enum.GetValues<BpfMapFlags>().Where(flag => flag is not BpfMapFlags.None)) _kernel.Features.ProbeMapFlag(flag);
        _kernel.Features.ProbeHelper(BpfProgramType.Xdp, BpfHelper.Redirect);
        Assert.NotEmpty(_kernel.Kernel.Of(BpfCommand.LinkCreate));
        Assert.Equal(0, _kernel.Kernel.OpenDescriptors);
    }

    [Theory]
    [InlineData(Errno.ENXIO, true, false)]
    [InlineData(Errno.EPROTO, false, true)]
    [InlineData(Errno.ENOSYS, false, false)]
    public void The_system_call_of_uprobes_tells_which_no_op_it_is_for(Errno answer, bool five, bool ten)
    {
        _kernel.OtherCalls = answer;
        Assert.Equal((five, ten), (_kernel.Features.Probe(BpfFeature.UprobeNop5).IsSupported, _kernel.Features.Probe(BpfFeature.UprobeNop10).IsSupported));
    }

    [Fact]
    public void The_running_kernel_is_asked_by_default() => Assert.Same(BpfFeatures.OfRunningKernel, BpfFeatures.OfRunningKernel);

    private void AssertIs(BpfFeatureVerdict verdict, Func<BpfFeatureSupport> ask)
    {
        BpfFeatureSupport result = ask();
        Assert.True(result.Verdict == verdict, result.ToString());
        Assert.Equal(0, _kernel.Kernel.OpenDescriptors);
    }
}
