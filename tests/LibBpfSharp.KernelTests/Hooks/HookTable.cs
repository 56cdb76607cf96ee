using System.Diagnostics;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>The hook of every kind of section.</summary>
internal static partial class HookTable
{
    private static readonly Hook s_getParent = new SectionHook(_ => AttachedProgram.GetParent());
    private static readonly Hook s_nap = new SectionHook(_ => AttachedProgram.Nap());
    private static readonly Hook s_rename = new SectionHook(_ => AttachedProgram.Rename());
    private static readonly Hook s_useFolder = new SectionHook(_ => Directory.CreateTempSubdirectory("lbs-").Delete());
    private static readonly Hook s_startProgram = new SectionHook(_ => StartProgram());
    private static readonly Hook s_callTracedFunction = new SectionHook(scene => TestRun.WithoutInput(scene.Helper("runner")));
    private static readonly Hook s_finishTestRun = new SectionHook(scene => TestRun.Once(scene.Helper("filter")));

    private static readonly Dictionary<string, Hook> s_hooks = new([.. Tracing(), .. Cgroups(), .. Network()]);

    public static Hook Of(BpfSectionDefinition section) => s_hooks[section.Pattern];

    /// <summary>The fixtures name the program after the section.</summary>
    public static string ProgramOf(BpfSectionDefinition section) => section.Name.Replace('/', '_').Replace('.', '_');

    private static IEnumerable<KeyValuePair<string, Hook>> All(Hook hook, params string[] patterns) => patterns.Select(pattern => KeyValuePair.Create(pattern, hook));

    private static void StartProgram()
    {
        using var started = Process.Start(Requires.Tool("true"));
        started.WaitForExit();
    }

    private static IEnumerable<KeyValuePair<string, Hook>> Tracing() =>
    [
        .. All(s_nap, "kprobe+", "kretprobe+", "kprobe.multi+", "kretprobe.multi+", "kprobe.session+"),
        .. All(
            s_getParent, "ksyscall+", "kretsyscall+", "uprobe+", "uprobe.s+", "uretprobe+", "uretprobe.s+", "uprobe.multi+", "uprobe.multi.s+",
            "uretprobe.multi+", "uretprobe.multi.s+", "uprobe.session+", "uprobe.session.s+",
            "tracepoint.s+", "tp.s+", "raw_tracepoint.s+", "raw_tp.s+", "tp_btf.s+"),
        .. All(s_rename, "tracepoint+", "tp+", "raw_tracepoint+", "raw_tp+", "tp_btf+"),
        .. All(s_finishTestRun, "raw_tracepoint.w+", "raw_tp.w+"),
        .. All(s_useFolder, "fmod_ret+", "lsm+"),
        .. All(s_startProgram, "lsm.s+"),
        .. All(
            s_callTracedFunction, "fentry+", "fexit+", "fsession+", "fentry.s+", "fexit.s+", "fmod_ret.s+", "fsession.s+",
            "fentry.multi+", "fexit.multi+", "fsession.multi+", "fentry.multi.s+", "fexit.multi.s+", "fsession.multi.s+"),
        .. All(new UsdtHook(), "usdt+", "usdt.s+"),
        .. All(new FreplaceHook(), "freplace+"),
        .. All(new IteratorHook(), "iter+", "iter.s+"),
        .. All(new PerfEventHook(), "perf_event"),
        .. All(new RunHook(), "syscall"),
        .. All(new OperationsHook("control"), "struct_ops+"),
        .. All(new OperationsHook("control_s"), "struct_ops.s+"),
    ];

    private static IEnumerable<KeyValuePair<string, Hook>> Cgroups() =>
    [
        .. All(
            new CgroupHook("inet4"), "cgroup_skb/ingress", "cgroup_skb/egress", "cgroup/sock", "cgroup/sock_create", "cgroup/sock_release",
            "cgroup/post_bind4", "cgroup/bind4", "cgroup/connect4", "cgroup/sendmsg4", "cgroup/recvmsg4", "cgroup/getpeername4", "cgroup/getsockname4",
            "cgroup/getsockopt", "cgroup/setsockopt", "sockops", "lsm_cgroup+"),
        .. All(new CgroupHook("inet4", BpfAttachType.CgroupInetIngress), "cgroup/skb"),
        .. All(
            new CgroupHook("inet6"), "cgroup/post_bind6", "cgroup/bind6", "cgroup/connect6", "cgroup/sendmsg6", "cgroup/recvmsg6",
            "cgroup/getpeername6", "cgroup/getsockname6"),
        .. All(
            new CgroupHook("unix"), "cgroup/connect_unix", "cgroup/sendmsg_unix", "cgroup/recvmsg_unix", "cgroup/getpeername_unix", "cgroup/getsockname_unix"),
        .. All(new CgroupHook("files"), "cgroup/sysctl", "cgroup/dev"),
    ];
}
