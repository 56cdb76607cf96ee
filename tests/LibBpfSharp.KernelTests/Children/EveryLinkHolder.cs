using System.Globalization;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>
/// Attaches by a link or perf event of every kind the kernel has, says of each "KIND PROGRAM LINK" by ids, or "without KIND: why",
/// at last "attached", and holds them until killed. Arguments: an interface, a cgroup, a process and file with probes.
/// </summary>
internal static class EveryLinkHolder
{
    public static void Play(string[] arguments)
    {
        (string device, string cgroup, int process, string file) = (arguments[0], arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture), arguments[3]);
        List<BpfLink> held = [];
        NetfilterOptions netfilter = new() { Family = NetfilterFamily.Ipv4, Hook = NetfilterHook.PreRouting, Priority = -128 };
        UprobeOptions uprobe = new() { ProcessId = process };
        (string Kind, string Fixture, string Program, Func<BpfProgram, BpfLink> Attach)[] all =
        [
            ("raw-tracepoint", "attach", "raw", program => program.Attach()),
            ("tracepoint", "attach", "tracepoint", program => program.Attach()),
            ("tracepoint-ioctl", "attach", "tracepoint", program => program.AttachTracepoint("task", "task_rename", new TracepointOptions { WithoutLink = true })),
            ("tp_btf", "attach", "typed", program => program.Attach()),
            ("fentry", "attach", "entered", program => program.Attach()),
            ("perf-event", "attach", "sampled", AttachClock),
            ("kprobe", "attach", "kernel_function", program => program.Attach()),
            ("kretprobe", "attach", "kernel_return", program => program.Attach()),
            ("ksyscall", "attach", "system_call", program => program.Attach()),
            ("kprobe-multi", "attach", "kernel_functions", program => program.Attach()),
            ("uprobe", "attach", "user_function", program => program.AttachUprobe(file, "lbs_target_add", uprobe)),
            ("uprobe-ioctl", "attach", "user_function", program => program.AttachUprobe(file, "lbs_target_add", uprobe with { Mode = ProbeAttachMode.PerfEvent })),
            ("uretprobe", "attach", "user_return", program => program.AttachUprobe(file, "lbs_target_add", uprobe with { IsReturn = true })),
            ("uprobe-multi", "attach", "user_functions", program => program.AttachUprobeMulti(file, "lbs_target_*")),
            ("usdt", "usdt", "any", program => program.AttachUsdt(file, "lbs", "counted", new UsdtOptions { ProcessId = process })),
            ("usdt-single", "usdt", "single", program => program.AttachUsdt(file, "lbs", "several", new UsdtOptions { ProcessId = process })),
            ("iterator", "attach", "tasks", program => program.Attach()),
            ("cgroup", "counter", "count_egress", program => program.AttachCgroup(cgroup)),
            ("xdp", "network", "xdp_any", program => program.AttachXdp(device)),
            ("tcx", "network", "tcx_in", program => program.AttachTcx(device, TcDirection.Ingress)),
            ("netkit", "network", "netkit_primary", program => program.AttachNetkit("primary", NetkitEnd.Primary)),
            ("netfilter", "network", "netfilter", program => program.AttachNetfilter(netfilter)),
            ("flow-dissector", "network", "dissector", program => program.AttachNetns()),
            ("sk-lookup", "network", "lookup", program => program.AttachNetns()),
        ];
        foreach ((string kind, string fixture, string name, Func<BpfProgram, BpfLink> attach) in all) Try(kind, () => Attach(fixture, name, attach), held);
        Try("struct-ops", AttachOperations, held);
        Try("sockmap", AttachSockmap, held);
        Console.WriteLine("attached");
        ChildRoles.Await();
        GC.KeepAlive(held);
    }

    private static void Try(string kind, Func<(uint Program, BpfLink Link)> attach, List<BpfLink> held)
    {
        try
        {
            (uint program, BpfLink link) = attach();
            held.Add(link);
            Console.WriteLine($"{kind} {program} {(HasId(kind, link) ? link.Id : 0)}");
        }
        catch (Exception lacking) when (IsLack(lacking))
        {
            Console.WriteLine($"without {kind}: {lacking.Message.Split('\n')[0]}");
        }
    }

    // A perf event without a link object has none.
    private static bool HasId(string kind, BpfLink link) => !kind.EndsWith("ioctl", StringComparison.Ordinal)
        && (link is not (PerfEventLink or UsdtLink) || BpfFeatures.OfRunningKernel.Probe(BpfFeature.PerfEventLink).IsSupported);

    // The kernel lacks the kind, or the machine the device: no other refusal is one of the kernel's that a test can do nothing about.
    private static bool IsLack(Exception failure) => failure
        is BpfNotSupportedException or BpfPermissionException or BpfAttachException { Reason: BpfAttachError.TargetNotFound }
        or BpfException { Errno: Errno.EINVAL or Errno.ENOENT, Command: BpfCommand.ProgLoad or BpfCommand.MapCreate } or BpfRelocationException;

    private static (uint Program, BpfLink Link) Attach(string fixture, string name, Func<BpfProgram, BpfLink> attach)
    {
        BpfObject bpf = Load(fixture, name);
        return (bpf.Programs[name].Info.Id, attach(bpf.Programs[name]));
    }

    private static (uint Program, BpfLink Link) AttachOperations()
    {
        var bpf = BpfObject.Open(BpfFixtures.Path("tcp_controls"));
        bpf.Load();
        return (bpf.Programs["started"].Info.Id, bpf.Maps["linked"].AttachStructOps());
    }

    private static PerfEventLink AttachClock(BpfProgram program)
    {
        using var clock = PerfEvent.Open(new PerfEventOptions { Type = PerfEventType.Software, Config = 0, Period = 10_000_000, Cpu = 0 });
        return program.AttachPerfEvent(clock);
    }

    private static (uint Program, BpfLink Link) AttachSockmap()
    {
        BpfObject bpf = Load("network", "verdict");
        return (bpf.Programs["verdict"].Info.Id, bpf.Programs["verdict"].AttachSockmap(bpf.Maps["sockets"]));
    }

    private static BpfObject Load(string fixture, string name)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path(fixture));
        foreach (BpfProgram program in bpf.Programs) program.AutoLoad = program.Name == name;
        bpf.Load();
        return bpf;
    }
}
