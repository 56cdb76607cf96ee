using LibBpfSharp.TestSupport;
using static LibBpfSharp.Tests.Rights.RefusingMachine;

namespace LibBpfSharp.Tests.Rights;

public sealed class PermissionDiagnosisTests
{
    private static readonly PermissionFacts s_root = new()
    {
        EffectiveCapabilities = ulong.MaxValue,
        UnprivilegedBpfDisabled = 2,
        SeccompMode = 0,
        InInitialUserNamespace = true,
        Lockdown = "none",
    };

    [Theory]
    [InlineData(BpfProgramType.Xdp, Bpf, "CAP_NET_ADMIN")]
    [InlineData(BpfProgramType.Kprobe, Bpf, "CAP_PERFMON")]
    [InlineData(BpfProgramType.Xdp, NetAdmin, "CAP_BPF")]
    [InlineData(BpfProgramType.Ext, Bpf | NetAdmin, "CAP_PERFMON")]
    public void A_missing_capability_is_named(BpfProgramType type, ulong held, string missing)
    {
        PermissionFinding finding = Load(type, s_root with { EffectiveCapabilities = held });
        Assert.Equal((BpfPermissionReason.MissingCapability, missing), (finding.Reason, finding.MissingCapability));
        Assert.Contains(missing, finding.Explanation);
    }

    [Fact]
    public void CAP_SYS_ADMIN_stands_in_for_the_capabilities_split_off_from_it()
        => Assert.Equal(BpfPermissionReason.Unknown, Load(BpfProgramType.Kprobe, s_root with { EffectiveCapabilities = SysAdmin }).Reason);

    [Theory]
    [InlineData(BpfProgramType.Xdp)]
    [InlineData(BpfProgramType.SocketFilter)]
    public void A_kernel_without_CAP_BPF_asks_for_CAP_SYS_ADMIN(BpfProgramType type)
    {
        PermissionFinding finding = Load(type, s_root with { EffectiveCapabilities = NetAdmin, LastCapability = 37 });
        Assert.Equal((BpfPermissionReason.MissingCapability, "CAP_SYS_ADMIN"), (finding.Reason, finding.MissingCapability));
    }

    [Fact]
    public void The_sysctl_is_named_where_it_is_what_keeps_a_socket_filter_out()
    {
        PermissionFinding finding = Load(BpfProgramType.SocketFilter, s_root with { EffectiveCapabilities = 0 });
        Assert.Equal((BpfPermissionReason.UnprivilegedBpfDisabled, "CAP_BPF"), (finding.Reason, finding.MissingCapability));
    }

    [Fact]
    public void A_process_of_which_nothing_is_known_is_said_to_lack_nothing()
    {
        PermissionFinding finding = Load(BpfProgramType.Xdp, new());
        Assert.Equal((BpfPermissionReason.Unknown, null), (finding.Reason, finding.MissingCapability));
        Assert.Contains("cannot be read", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_the_kernel_refuses_is_told_by_programs_of_other_types()
    {
        Loading evidence = new();
        Assert.Equal(BpfPermissionReason.KernelRefusesProgramType, Load(BpfProgramType.Tracing, s_root, evidence).Reason);
        Assert.Contains(BpfProgramType.RawTracepoint, evidence.Asked);
    }

    [Fact]
    public void Facts_are_read_from_the_files_of_the_system()
    {
        FileKernel kernel = new()
        {
            ["/proc/thread-self/status"] = "Name:\tx\nCapEff:\t000001c000201000\nSeccomp:\t2\n",
            ["/proc/sys/kernel/unprivileged_bpf_disabled"] = "1\n",
            ["/sys/kernel/security/lockdown"] = "none [integrity] confidentiality\n",
        };
        kernel.AddLink("/proc/self/ns/user", "user:[4026532000]");
        PermissionFacts facts = PermissionFacts.Read(kernel);
        Assert.Equal((0x1c000201000ul, 2, 1, "integrity", false), (facts.EffectiveCapabilities, facts.SeccompMode, facts.UnprivilegedBpfDisabled, facts.Lockdown, facts.InInitialUserNamespace));
    }

    [Fact]
    public void What_the_system_does_not_tell_stays_open()
    {
        PermissionFacts facts = PermissionFacts.Read(new FileKernel());
        Assert.Equal(new PermissionFacts(), facts);
        Assert.True(facts.Has(LinuxCapability.Bpf));
    }

    private static PermissionFinding Load(BpfProgramType type, PermissionFacts facts, IPermissionEvidence? evidence = null)
        => new PermissionDiagnosis(new FileKernel(), facts, evidence).Of(RequiredCapabilities.ToLoad(type));

    private sealed class Loading : IPermissionEvidence
    {
        public List<BpfProgramType> Asked { get; } = [];

        public ulong? MemoryLimit => null;

        public bool Loads(BpfProgramType type)
        {
            Asked.Add(type);
            return true;
        }
    }
}
