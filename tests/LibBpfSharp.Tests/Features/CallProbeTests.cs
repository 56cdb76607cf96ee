using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tests.Features;

/// <summary>Helpers and kernel functions.</summary>
public sealed class CallProbeTests
{
    private readonly ProbedKernel _kernel = new();

    [Theory]
    [InlineData(Errno.EINVAL, "0: (85) call unknown#211\ninvalid func unknown#211\n", BpfFeatureVerdict.NotSupported)]
    [InlineData(Errno.EINVAL, "unknown func bpf_sys_bpf#166\n", BpfFeatureVerdict.NotSupported)]
    [InlineData(Errno.EINVAL, "program of this type cannot use helper bpf_sys_bpf#166\n", BpfFeatureVerdict.NotSupported)]
    [InlineData(Errno.EACCES, "R1 type=ctx expected=map_ptr\n", BpfFeatureVerdict.Supported)]
    [InlineData(Errno.EINVAL, "R2 !read_ok\n", BpfFeatureVerdict.Supported)]
    [InlineData(Errno.None, "", BpfFeatureVerdict.Supported)]
    public void The_verifiers_words_tell(Errno errno, string log, BpfFeatureVerdict verdict)
    {
        _kernel.Load = _ => (errno, log);
        BpfFeatureSupport result = _kernel.Features.ProbeHelper(BpfProgramType.Xdp, BpfHelper.SysBpf);
        Assert.Equal((verdict, "helper bpf_sys_bpf in programs of type xdp"), (result.Verdict, result.Feature));
        int calls = _kernel.Kernel.Calls.Count;
        Assert.Same(result, _kernel.Features.ProbeHelper(BpfProgramType.Xdp, BpfHelper.SysBpf));
        Assert.Equal(calls, _kernel.Kernel.Calls.Count);
    }

    [Fact]
    public void Where_the_verifier_is_silent_the_type_is_what_is_missing()
    {
        _kernel.Load = _ => (Errno.EINVAL, "");
        Assert.Equal(BpfFeatureVerdict.NotSupported, _kernel.Features.ProbeHelper(BpfProgramType.Netfilter, BpfHelper.KtimeGetNs).Verdict);
        Assert.Equal(2, _kernel.Kernel.Of(BpfCommand.ProgLoad).Count);
    }

    [Theory]
    [InlineData(BpfProgramType.Tracing)]
    [InlineData(BpfProgramType.Lsm)]
    [InlineData(BpfProgramType.Ext)]
    [InlineData(BpfProgramType.StructOps)]
    public void Programs_that_need_a_target_cannot_be_asked_about(BpfProgramType type)
    {
        Assert.Equal(BpfFeatureVerdict.Inconclusive, _kernel.Features.ProbeHelper(type, BpfHelper.KtimeGetNs).Verdict);
        Assert.Empty(_kernel.Kernel.Calls);
    }

    [Fact]
    public void A_process_without_capability_hears_less_than_the_kernel_has()
    {
        ProbedKernel kernel = new(ProbedKernel.Root with { EffectiveCapabilities = 0 }) { Load = _ => (Errno.EINVAL, "unknown func bpf_spin_lock#93\n") };
        BpfFeatureSupport result = kernel.Features.ProbeHelper(BpfProgramType.SocketFilter, BpfHelper.SpinLock);
        Assert.Equal(BpfFeatureVerdict.Inconclusive, result.Verdict);
        Assert.Contains("CAP_BPF", result.Reason);
    }

    [Theory]
    [InlineData("bpf_marked", true, BpfFeatureVerdict.Supported)]
    [InlineData("plain", true, BpfFeatureVerdict.NotSupported)]
    [InlineData("plain", false, BpfFeatureVerdict.Supported)]
    [InlineData("absent", true, BpfFeatureVerdict.NotSupported)]
    public void A_kfunc_is_a_function_that_is_marked_where_any_is(string name, bool isTagged, BpfFeatureVerdict verdict)
    {
        Describe(isTagged);
        Assert.Equal(verdict, _kernel.Features.ProbeKfunc(name).Verdict);
        Assert.Empty(_kernel.Kernel.Of(BpfCommand.ProgLoad));
    }

    [Fact]
    public void A_kfunc_that_modules_may_have_stays_open_for_those_who_may_not_look()
    {
        Describe(isTagged: true);
        _kernel.Refuse = command => command is BpfCommand.BtfGetNextId ? Errno.EPERM : Errno.None;
        Assert.Equal(BpfFeatureVerdict.Inconclusive, _kernel.Features.ProbeKfunc("absent").Verdict);
    }

    [Theory]
    [InlineData(Errno.EACCES, "calling kernel function bpf_marked is not allowed\n", BpfFeatureVerdict.NotSupported)]
    [InlineData(Errno.EINVAL, "R1 pointer type UNKNOWN must point to scalar\n", BpfFeatureVerdict.Supported)]
    public void A_kfunc_is_called_by_its_id_to_learn_which_programs_may(Errno errno, string log, BpfFeatureVerdict verdict)
    {
        uint id = Describe(isTagged: true);
        BpfInstruction called = default;
        unsafe
        {
            _kernel.Load = load =>
            {
                called = *(BpfInstruction*)load.Insns;
                return (errno, log);
            };
        }

        Assert.Equal(verdict, _kernel.Features.ProbeKfunc(BpfProgramType.Xdp, "bpf_marked").Verdict);
        Assert.True(called.IsKfuncCall);
        Assert.Equal((int)id, called.Immediate);
    }

    /// <summary>Gives the kernel types: two functions, of which one may be marked for programs.</summary>
    private uint Describe(bool isTagged)
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint prototype = builder.AddFuncProto(0);
        builder.AddFunc("plain", BtfFuncLinkage.Static, prototype);
        uint id = builder.AddFunc("bpf_marked", BtfFuncLinkage.Static, prototype);
        if (isTagged) builder.AddDeclTag("bpf_kfunc", id);
        BtfSpec types = builder.Build();
        _kernel.Kernel.Facts(kernel => new KernelBtf(kernel, types));
        _kernel.Refuse = command => command is BpfCommand.BtfGetNextId ? Errno.ENOENT : Errno.None;
        return id;
    }
}
