using System.Globalization;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;
using static LibBpfSharp.Tests.Rights.RefusingMachine;

namespace LibBpfSharp.Tests.Rights;

/// <summary>Each cause of a refusal is told for loads, maps and every kind of attachment alike, by what the machine's files and kernel say.</summary>
public sealed class RefusalTests
{
    private readonly RefusingMachine _machine = new();

    public static TheoryData<string> EveryAttachment => [.. RefusedAttach.All.Keys];

    /// <summary>Those whose refusing call could be made malformed.</summary>
    public static TheoryData<string> EveryCall => [.. RefusedAttach.All.Where(attach => (attach.Value.Command is not null || attach.Value.Call is not null) && attach.Key != "struct_ops").Select(attach => attach.Key)];

    [Theory]
    [MemberData(nameof(EveryAttachment))]
    public void Where_nothing_is_known_no_cause_is_made_up(string attachment)
    {
        BpfPermissionException refused = RefusedAttach.All[attachment].Run(_machine);
        Assert.Equal((BpfPermissionReason.Unknown, Errno.EPERM, null), (refused.Reason, refused.Errno, refused.MissingCapability));
        Assert.Contains("ossible cause", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_known_of_a_load_or_a_map_no_cause_is_made_up()
    {
        Assert.Equal(BpfPermissionReason.Unknown, Load(BpfProgramType.Xdp).Reason);
        Assert.Equal(BpfPermissionReason.Unknown, Create(BpfMapType.Hash).Reason);
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public void A_seccomp_filter_is_named_where_a_malformed_call_is_refused_alike(string attachment)
    {
        _machine.Hold(ulong.MaxValue, isFiltered: true).Asked.Filter = Errno.EPERM;
        Assert.Equal(BpfPermissionReason.Seccomp, RefusedAttach.All[attachment].Run(_machine).Reason);
    }

    [Theory]
    [MemberData(nameof(EveryAttachment))]
    public void A_seccomp_filter_that_lets_malformed_calls_through_is_not_the_cause(string attachment)
        => Assert.Equal(BpfPermissionReason.Unknown, RefusedAttach.All[attachment].Run(_machine.Hold(ulong.MaxValue, isFiltered: true)).Reason);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_seccomp_filter_is_told_for_loads_and_maps(bool refuses)
    {
        _machine.Hold(ulong.MaxValue, isFiltered: true);
        if (refuses) _machine.Asked.Filter = Errno.EPERM;
        BpfPermissionReason expected = refuses ? BpfPermissionReason.Seccomp : BpfPermissionReason.Unknown;
        Assert.Equal((expected, expected), (Load(BpfProgramType.Xdp).Reason, Create(BpfMapType.Hash).Reason));
    }

    [Theory]
    [InlineData(BpfCommand.ObjPin, true, BpfPermissionReason.Seccomp)]
    [InlineData(BpfCommand.ObjPin, false, BpfPermissionReason.AccessMode)]
    [InlineData(BpfCommand.ObjGet, true, BpfPermissionReason.Seccomp)]
    [InlineData(BpfCommand.ObjGet, false, BpfPermissionReason.AccessMode)]
    [InlineData(BpfCommand.MapUpdateElem, true, BpfPermissionReason.Seccomp)]
    [InlineData(BpfCommand.MapUpdateElem, false, BpfPermissionReason.AccessMode)]
    [InlineData(BpfCommand.ObjGetInfoByFd, true, BpfPermissionReason.Seccomp)]
    [InlineData(BpfCommand.ObjGetInfoByFd, false, BpfPermissionReason.Unknown)]
    public void A_seccomp_filter_is_told_from_modes_and_owners(BpfCommand command, bool isFiltered, BpfPermissionReason reason)
    {
        _machine.Hold(ulong.MaxValue, isFiltered: true).Refuse(command);
        if (isFiltered) _machine.Asked.Filter = Errno.EPERM;
        _machine.Kernel.AddNode("/pins", FileKind.Directory).Mount("/pins", FileSystemMagic.Bpf);
        using BpfMapHandle handle = new(_machine.Kernel);
        handle.Adopt(RefusingKernel.FirstDescriptor - 1);
        MapShape shape = new("flows", BpfMapType.Hash, sizeof(uint), sizeof(uint), 1, () => 1);
        Assert.Equal(reason, Assert.Throws<BpfPermissionException>(() =>
        {
            switch (command)
            {
                case BpfCommand.ObjPin:
                    PinFiles.Pin(handle, "/pins/flows");
                    break;
                case BpfCommand.ObjGet:
                    PinFiles.OpenMap("/pins/flows", BpfFileFlags.None, _machine.Kernel);
                    break;
                case BpfCommand.MapUpdateElem:
                    new MapElements(handle, shape).Update(new byte[sizeof(uint)], new byte[sizeof(uint)], 0);
                    break;
                default:
                    BpfMapInfo.Read(handle);
                    break;
            }
        }).Reason);
    }

    [Theory]
    [InlineData("cgroup link of skb", "CAP_NET_ADMIN", Bpf | Perfmon)]
    [InlineData("XDP netlink", "CAP_NET_ADMIN", Bpf | Perfmon | SysAdmin)]
    [InlineData("tc filter", "CAP_NET_ADMIN", Bpf | Perfmon | SysAdmin)]
    [InlineData("route", "CAP_NET_ADMIN", Bpf | Perfmon | SysAdmin)]
    [InlineData("tracepoint", "CAP_PERFMON", Bpf | NetAdmin)]
    [InlineData("kprobe", "CAP_PERFMON", Bpf | NetAdmin)]
    [InlineData("uprobe", "CAP_PERFMON", Bpf | NetAdmin)]
    [InlineData("perf event", "CAP_PERFMON", Bpf | NetAdmin)]
    public void The_capability_that_an_attachment_lacks_is_named(string attachment, string missing, ulong held)
    {
        BpfPermissionException refused = RefusedAttach.All[attachment].Run(_machine.Hold(held));
        Assert.Equal((BpfPermissionReason.MissingCapability, missing), (refused.Reason, refused.MissingCapability));
        Assert.Contains(missing, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cgroup link")]
    [InlineData("XDP link")]
    [InlineData("tcx link")]
    [InlineData("raw tracepoint")]
    [InlineData("kprobe multi link")]
    public void An_attachment_that_takes_no_capability_is_not_said_to_lack_one(string attachment)
    {
        BpfPermissionException refused = RefusedAttach.All[attachment].Run(_machine.Hold(0).With("/proc/sys/kernel/unprivileged_bpf_disabled", "0\n"));
        Assert.Equal((BpfPermissionReason.Unknown, null), (refused.Reason, refused.MissingCapability));
    }

    [Fact]
    public void Before_CAP_BPF_attaching_took_another_capability()
    {
        _machine.Hold(0).With("/proc/sys/kernel/cap_last_cap", "37\n");
        Assert.Equal("CAP_NET_ADMIN", RefusedAttach.All["XDP link"].Run(_machine).MissingCapability);
    }

    [Fact]
    public void The_legacy_call_on_a_cgroup_lacks_a_capability_where_it_says_EINVAL()
    {
        RefusedAttach legacy = RefusedAttach.All["cgroup link of skb"] with
        {
            Command = BpfCommand.ProgAttach,
            Attach = static (program, kernel) => Cgroup.Open(RefusingMachine.CgroupPath, kernel).AttachLegacy(program, BpfAttachType.CgroupInetEgress),
        };
        BpfPermissionException refused = legacy.Run(_machine.Hold(Bpf), Errno.EINVAL);
        Assert.Equal((Errno.EINVAL, "CAP_NET_ADMIN"), (refused.Errno, refused.MissingCapability));
    }

    [Fact]
    public void The_sysctl_lets_processes_probe_without_capability()
    {
        _machine.Hold(0).With("/proc/sys/kernel/perf_event_paranoid", "-1\n");
        Assert.Equal(BpfPermissionReason.Unknown, RefusedAttach.All["tracepoint"].Run(_machine).Reason);
        Assert.Equal("CAP_PERFMON", RefusedAttach.All["kprobe"].Run(_machine).MissingCapability);
    }

    [Theory]
    [InlineData("kprobe", BpfPermissionReason.UserNamespace)]
    [InlineData("perf event", BpfPermissionReason.UserNamespace)]
    [InlineData("XDP netlink", BpfPermissionReason.Unknown)] // its namespace may be the process's own
    [InlineData("cgroup link of skb", BpfPermissionReason.Unknown)] // a token may count
    [InlineData("XDP link", BpfPermissionReason.Unknown)] // no capability is asked for
    public void A_user_namespace_is_the_cause_where_capabilities_count_in_the_initial_one(string attachment, BpfPermissionReason reason)
        => Assert.Equal(reason, RefusedAttach.All[attachment].Run(_machine.InOtherUserNamespace()).Reason);

    [Fact]
    public void A_user_namespace_is_the_cause_for_loads_and_maps()
    {
        _machine.InOtherUserNamespace();
        Assert.Equal((BpfPermissionReason.UserNamespace, BpfPermissionReason.UserNamespace), (Load(BpfProgramType.Xdp).Reason, Create(BpfMapType.Hash).Reason));
    }

    [Fact]
    public void Lockdown_is_the_cause_for_what_it_forbids()
    {
        _machine.With("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
        Assert.Equal(BpfPermissionReason.Lockdown, RefusedAttach.All["kprobe"].Run(_machine).Reason);
        Assert.Equal(BpfPermissionReason.Unknown, RefusedAttach.All["uprobe"].Run(_machine).Reason);
        Assert.Contains("lockdown is in mode 'confidentiality'", Load(BpfProgramType.Kprobe).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BpfProgramType.Xdp, Bpf, "CAP_NET_ADMIN")]
    [InlineData(BpfProgramType.LircMode2, Bpf, "CAP_NET_ADMIN")]
    [InlineData(BpfProgramType.Kprobe, Bpf, "CAP_PERFMON")]
    [InlineData(BpfProgramType.Xdp, NetAdmin, "CAP_BPF")]
    public void The_capability_that_a_load_lacks_is_named(BpfProgramType type, ulong held, string missing)
    {
        _machine.Hold(held);
        Assert.Equal((BpfPermissionReason.MissingCapability, missing), (Load(type).Reason, Load(type).MissingCapability));
    }

    [Theory]
    [InlineData(BpfMapType.LpmTrie, NetAdmin, BpfPermissionReason.MissingCapability, "CAP_BPF")]
    [InlineData(BpfMapType.Devmap, Bpf, BpfPermissionReason.MissingCapability, "CAP_NET_ADMIN")]
    [InlineData(BpfMapType.Devmap, NetAdmin, BpfPermissionReason.UnprivilegedBpfDisabled, "CAP_BPF")]
    [InlineData(BpfMapType.Hash, 0, BpfPermissionReason.UnprivilegedBpfDisabled, "CAP_BPF")]
    public void The_capability_that_a_map_lacks_is_named(BpfMapType type, ulong held, BpfPermissionReason reason, string missing)
    {
        _machine.Hold(held);
        Assert.Equal((reason, missing), (Create(type).Reason, Create(type).MissingCapability));
    }

    [Fact]
    public void A_type_that_the_kernel_refuses_is_told_by_programs_of_other_types()
    {
        _machine.RefuseLoads(Errno.EPERM, BpfProgramType.SocketFilter, BpfProgramType.SchedCls);
        Assert.Equal(BpfPermissionReason.KernelRefusesProgramType, Load(BpfProgramType.Xdp, isRefused: true).Reason);
        Assert.Equal(BpfPermissionReason.Unknown, Load(BpfProgramType.Kprobe, isRefused: true).Reason);
    }

    [Theory]
    [InlineData("5.10.99", 65536, BpfPermissionReason.MemoryLock)]
    [InlineData("5.10.99", ulong.MaxValue, BpfPermissionReason.Unknown)]
    [InlineData("5.11.0", 65536, BpfPermissionReason.Unknown)]
    public void Locked_memory_is_the_cause_only_where_it_is_charged_and_has_a_limit(string release, ulong limit, BpfPermissionReason reason)
    {
        _machine.With("/proc/sys/kernel/osrelease", release + "\n");
        _machine.Asked.MemoryLimit = limit;
        _machine.Asked.Refuses = (call, command, _) => command switch
        {
            BpfCommand.ProgLoad => Errno.EINVAL, // no charging to cgroups
            BpfCommand.MapCreate => Errno.EPERM,
            _ => call is SystemCall.Prlimit64 && limit == 0 ? Errno.EPERM : Errno.None,
        };
        Assert.Equal(reason, Assert.Throws<BpfPermissionException>(() => BpfMap.Create(OfType(BpfMapType.Hash), _machine.Kernel)).Reason);
    }

    [Theory]
    [InlineData("allowed_maps:\t0x2\n", "map type Array", BpfPermissionReason.Token)]
    [InlineData("allowed_cmds:\t0x20\n", "BPF_MAP_CREATE", BpfPermissionReason.Token)]
    [InlineData("allowed_cmds:\tany\nallowed_maps:\t0x4\n", "", BpfPermissionReason.Unknown)]
    public void A_token_that_does_not_delegate_is_the_cause_for_a_map(string told, string words, BpfPermissionReason reason)
    {
        BpfPermissionException refused = WithToken(told, BpfCommand.MapCreate, () => BpfMap.Create(OfType(BpfMapType.Array) with { TokenPath = CgroupPath }, _machine.Kernel));
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allowed_progs:\t0x2\n", "program type Xdp")]
    [InlineData("allowed_progs:\tany\nallowed_attachs:\t0x1\n", "attach type Xdp")]
    public void A_token_that_does_not_delegate_is_the_cause_for_a_load(string told, string words)
    {
        BpfPermissionException refused = WithToken(told, BpfCommand.ProgLoad, () => BpfProgram.Load(
            RefusedAttach.Nothing, new() { Type = BpfProgramType.Xdp, ExpectedAttachType = BpfAttachType.Xdp, TokenPath = CgroupPath }, _machine.Kernel));
        Assert.Equal(BpfPermissionReason.Token, refused.Reason);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_security_module_that_enforces_is_a_possible_cause_of_what_it_answers()
    {
        _machine.With("/sys/fs/selinux/enforce", "1");
        Assert.Contains("SELinux", Load(BpfProgramType.Xdp, Errno.EACCES).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SELinux", Load(BpfProgramType.Xdp).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0ul, BpfPermissionReason.MissingCapability)]
    [InlineData(ulong.MaxValue, BpfPermissionReason.Unknown)]
    public void Commands_that_take_CAP_SYS_ADMIN_lack_it_only_where_it_is_not_held(ulong held, BpfPermissionReason reason)
    {
        _machine.Hold(held).Asked.Refuses = static (_, command, _) => command is BpfCommand.EnableStats or BpfCommand.LinkGetFdById or BpfCommand.TaskFdQuery ? Errno.EPERM : Errno.None;
        Assert.Equal(reason, Assert.Throws<BpfPermissionException>(() => BpfRunTimeStatistics.Enable(_machine.Kernel)).Reason);
        Assert.Equal(reason, Assert.Throws<BpfPermissionException>(() => BpfLink.OpenById(7, _machine.Kernel)).Reason);
    }

    [Fact]
    public void Before_5_19_the_sysctl_closes_every_command()
    {
        _machine.Hold(0).Asked.Filter = Errno.EPERM;
        BpfPermissionException refused = RefusedAttach.All["XDP link"].Run(_machine);
        Assert.Equal((BpfPermissionReason.UnprivilegedBpfDisabled, "CAP_BPF"), (refused.Reason, refused.MissingCapability));
    }

    [Fact]
    public void EACCES_of_a_tracepoint_is_about_the_program()
    {
        RefusedAttach attach = RefusedAttach.All["link on a tracepoint"];
        using BpfProgram program = BpfProgram.Load(RefusedAttach.Nothing, new() { Type = attach.Type }, _machine.Kernel);
        _machine.Refuse(BpfCommand.LinkCreate, Errno.EACCES);
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => attach.Attach(program, _machine.Kernel));
        Assert.Equal((BpfAttachError.ProgramMismatch, Errno.EACCES), (refused.Reason, refused.Errno));
    }

    private static BpfMapOptions OfType(BpfMapType type) => new() { Type = type, Name = "refused", KeySize = 4, ValueSize = 4, MaxEntries = 1 };

    private BpfPermissionException Load(BpfProgramType type, Errno errno = Errno.EPERM, bool isRefused = false)
    {
        if (!isRefused) _machine.RefuseLoads(errno);
        return Assert.Throws<BpfPermissionException>(() => BpfProgram.Load(RefusedAttach.Nothing, new() { Type = type, Name = "refused" }, _machine.Kernel));
    }

    private BpfPermissionException Create(BpfMapType type)
    {
        _machine.Refuse(BpfCommand.MapCreate);
        return Assert.Throws<BpfPermissionException>(() => BpfMap.Create(OfType(type), _machine.Kernel));
    }

    /// <summary>Has a command refused to a token that tells what it delegates.</summary>
    private BpfPermissionException WithToken(string told, BpfCommand refused, Action act)
    {
        nint token = RefusingKernel.FirstDescriptor;
        _machine.With(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{token}"), told).Refuse(refused);
        return Assert.Throws<BpfPermissionException>(act);
    }
}
