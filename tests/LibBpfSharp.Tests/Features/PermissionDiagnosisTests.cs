using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Features;

public sealed class PermissionDiagnosisTests
{
    private const ulong Bpf = 1ul << 39;
    private const ulong Perfmon = 1ul << 38;
    private const ulong NetAdmin = 1ul << 12;
    private const ulong SysAdmin = 1ul << 21;

    private static readonly PermissionFacts s_root = new()
    {
        EffectiveCapabilities = ulong.MaxValue, UnprivilegedBpfDisabled = 2, SeccompMode = 0, InInitialUserNamespace = true, Lockdown = "none",
    };

    [Theory]
    [InlineData(BpfProgramType.Xdp, Bpf, "CAP_NET_ADMIN")]
    [InlineData(BpfProgramType.Kprobe, Bpf, "CAP_PERFMON")]
    [InlineData(BpfProgramType.Xdp, NetAdmin, "CAP_BPF")]
    [InlineData(BpfProgramType.Ext, Bpf | NetAdmin, "CAP_PERFMON")]
    public void A_missing_capability_is_named(BpfProgramType type, ulong held, string missing)
    {
        PermissionFinding finding = Diagnose(s_root with { EffectiveCapabilities = held }).OfProgram(type);
        Assert.Equal((BpfPermissionReason.MissingCapability, missing), (finding.Reason, finding.MissingCapability));
        Assert.Contains(missing, finding.Explanation);
    }

    [Fact]
    public void CAP_SYS_ADMIN_stands_in_for_the_capabilities_split_off_from_it()
        => Assert.NotEqual(BpfPermissionReason.MissingCapability, Diagnose(s_root with { EffectiveCapabilities = SysAdmin }).OfProgram(BpfProgramType.Kprobe).Reason);

    [Fact]
    public void The_sysctl_is_named_where_it_is_what_keeps_a_socket_filter_out()
    {
        PermissionFinding finding = Diagnose(s_root with { EffectiveCapabilities = 0 }).OfProgram(BpfProgramType.SocketFilter);
        Assert.Equal((BpfPermissionReason.UnprivilegedBpfDisabled, "CAP_BPF"), (finding.Reason, finding.MissingCapability));
    }

    [Fact]
    public void A_user_namespace_is_named_before_anything_that_only_probing_could_tell()
        => Assert.Equal(BpfPermissionReason.UserNamespace, Diagnose(s_root with { InInitialUserNamespace = false }).OfProgram(BpfProgramType.Xdp).Reason);

    [Fact]
    public void A_seccomp_filter_is_named_only_where_even_a_socket_filter_is_refused()
    {
        PermissionFacts filtered = s_root with { SeccompMode = 2 };
        Assert.Equal(BpfPermissionReason.Seccomp, Diagnose(filtered, _ => false).OfProgram(BpfProgramType.Xdp).Reason);
        Assert.NotEqual(BpfPermissionReason.Seccomp, Diagnose(filtered, _ => true).OfProgram(BpfProgramType.Xdp).Reason);
    }

    [Fact]
    public void A_type_the_kernel_refuses_is_told_by_programs_of_other_types()
    {
        List<BpfProgramType> asked = [];
        PermissionFinding finding = Diagnose(s_root, type =>
        {
            asked.Add(type);
            return true;
        }).OfProgram(BpfProgramType.Tracing);
        Assert.Equal(BpfPermissionReason.KernelRefusesProgramType, finding.Reason);
        Assert.Contains(BpfProgramType.RawTracepoint, asked);
    }

    [Fact]
    public void Lockdown_is_named_for_tracing_programs()
        => Assert.Equal(BpfPermissionReason.Lockdown, Diagnose(s_root with { Lockdown = "confidentiality" }, type => type is BpfProgramType.SocketFilter).OfProgram(BpfProgramType.Kprobe).Reason);

    [Fact]
    public void The_memory_limit_is_named_only_where_memory_is_charged_to_it()
    {
        Assert.Equal(BpfPermissionReason.MemoryLock, Diagnose(s_root, _ => false, isCharged: false).OfMap(BpfMapType.Hash).Reason);
        Assert.Equal(BpfPermissionReason.Unknown, Diagnose(s_root, _ => false, isCharged: true).OfMap(BpfMapType.Hash).Reason);
    }

    [Fact]
    public void Facts_are_read_from_the_files_of_the_system()
    {
        FileKernel kernel = new()
        {
            ["/proc/thread-self/status"] = "Name:\tx\nCapEff:\t000001c000201000\nSeccomp:\t2\n",
            ["/proc/sys/kernel/unprivileged_bpf_disabled"] = "1\n",
            ["/proc/self/uid_map"] = "         0       1000          1\n",
            ["/sys/kernel/security/lockdown"] = "none [integrity] confidentiality\n",
        };
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

    private static PermissionDiagnosis Diagnose(PermissionFacts facts, Func<BpfProgramType, bool>? loads = null, bool isCharged = true)
        => new(facts, loads ?? (_ => false), () => isCharged);
}
