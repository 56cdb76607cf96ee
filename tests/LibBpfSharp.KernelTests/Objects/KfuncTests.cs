using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Calls of functions of the kernel and its modules.</summary>
public sealed class KfuncTests
{
    public KfuncTests() => Requires.Root();

    [Fact]
    public void A_function_of_the_kernel_is_called()
    {
        Requires.Kfunc(BpfProgramType.SchedCls, "bpf_rcu_read_lock");
        using BpfObject bpf = Loaded("enter");
        TestRun.Once(bpf.Programs["enter"]);
        Assert.Equal(1u, bpf.Variables["entered"].Get<uint>());
    }

    /// <summary>In most kernels connection tracking is a module: the call then names its BTF by a descriptor handed over with the program.</summary>
    [Fact]
    public void A_function_of_a_module_is_called()
    {
        Requires.Kfunc(BpfProgramType.SchedCls, "bpf_skb_ct_lookup");
        using BpfObject bpf = Loaded("look_up");
        TestRun.Once(bpf.Programs["look_up"]);
        Assert.Equal(-(int)Errno.ENOENT, bpf.Variables["lookup_error"].Get<int>());
    }

    [Fact]
    public void A_weak_function_is_called_where_it_is_there()
    {
        bool isThere = BpfFeatures.OfRunningKernel.ProbeKfunc("bpf_rcu_read_lock").IsSupported;
        using BpfObject bpf = Loaded("enter_if_there");
        Assert.Equal(isThere ? 1u : 0, TestRun.Once(bpf.Programs["enter_if_there"]));
        Assert.Equal(isThere ? 1u : 0, bpf.Variables["entered"].Get<uint>());
    }

    private static BpfObject Loaded(string program)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path("kfuncs"));
        foreach (BpfProgram other in bpf.Programs) other.AutoLoad = other.Name == program;
        bpf.Load();
        return bpf;
    }
}
