using System.Net;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tests.Rights;

/// <summary>One way to attach a program, and the call that the kernel refuses it by.</summary>
/// <param name="Type">The program's type.</param>
/// <param name="Attach">Attaches it.</param>
/// <param name="Command">The command that is refused; <c>null</c> where it is another call.</param>
/// <param name="Call">The system call that is refused, where it is not bpf(2); <c>null</c> for a message by netlink.</param>
internal sealed record RefusedAttach(BpfProgramType Type, Func<BpfProgram, Kernel, IDisposable> Attach, BpfCommand? Command = BpfCommand.LinkCreate, SystemCall? Call = null)
{
    private static readonly BpfInterface s_device = new(2);

    /// <summary>A program that does nothing.</summary>
    public static BpfCode Nothing { get; } = new BpfAssembler().Move(BpfRegister.R0, 0).Exit().Assemble();

    public static IReadOnlyDictionary<string, RefusedAttach> All { get; } = new Dictionary<string, RefusedAttach>
    {
        ["cgroup link"] = new(BpfProgramType.CgroupSock, (program, kernel) => Cgroup.Open(RefusingMachine.CgroupPath, kernel).Attach(program, BpfAttachType.CgroupInetSockCreate)),
        ["cgroup link of skb"] = new(BpfProgramType.CgroupSkb, (program, kernel) => Cgroup.Open(RefusingMachine.CgroupPath, kernel).Attach(program, BpfAttachType.CgroupInetEgress)),
        ["cgroup legacy"] = new(BpfProgramType.CgroupSock, (program, kernel) => Cgroup.Open(RefusingMachine.CgroupPath, kernel).AttachLegacy(program, BpfAttachType.CgroupInetSockCreate), BpfCommand.ProgAttach),
        ["XDP link"] = new(BpfProgramType.Xdp, (program, _) => program.AttachXdp(s_device)),
        ["XDP netlink"] = new(BpfProgramType.Xdp, (program, _) => program.AttachXdpByNetlink(s_device), null),
        ["tcx link"] = new(BpfProgramType.SchedCls, (program, _) => program.AttachTcx(s_device, TcDirection.Ingress)),
        ["tcx legacy"] = new(BpfProgramType.SchedCls, (program, _) => program.AttachTcxLegacy(s_device, TcDirection.Ingress), BpfCommand.ProgAttach),
        ["tc filter"] = new(BpfProgramType.SchedCls, (program, _) => program.AttachTcFilter(s_device, TcParent.Ingress), null),
        ["netkit link"] = new(BpfProgramType.SchedCls, (program, _) => program.AttachNetkit(s_device, NetkitEnd.Primary)),
        ["netkit legacy"] = new(BpfProgramType.SchedCls, (program, _) => program.AttachNetkitLegacy(s_device, NetkitEnd.Primary), BpfCommand.ProgAttach),
        ["netfilter link"] = new(BpfProgramType.Netfilter, (program, _) => program.AttachNetfilter(new() { Family = NetfilterFamily.Ipv4, Hook = NetfilterHook.LocalIn })),
        ["network namespace link"] = new(BpfProgramType.SkLookup, (program, _) => program.AttachNetns()),
        ["flow dissector legacy"] = new(BpfProgramType.FlowDissector, (program, _) => program.AttachFlowDissectorLegacy(), BpfCommand.ProgAttach),
        ["sockmap link"] = new(BpfProgramType.SkMsg, (program, kernel) => program.AttachSockmap(Sockets(kernel))),
        ["sockmap legacy"] = new(BpfProgramType.SkMsg, (program, kernel) => program.AttachSockmapLegacy(Sockets(kernel)), BpfCommand.ProgAttach),
        ["route"] = new(BpfProgramType.LwtOut, (program, _) => program.AttachRoute(new() { Destination = IPNetwork.Parse("10.1.0.0/16"), Interface = s_device }), null),
        ["infrared device"] = new(BpfProgramType.LircMode2, (program, _) => program.AttachLirc("/dev/lirc0"), BpfCommand.ProgAttach),
        ["raw tracepoint"] = new(BpfProgramType.RawTracepoint, (program, _) => program.AttachRawTracepoint("sched_switch"), BpfCommand.RawTracepointOpen),
        ["tracing"] = new(BpfProgramType.RawTracepoint, (program, _) => program.AttachTracing()),
        ["iterator"] = new(BpfProgramType.RawTracepoint, (program, _) => program.AttachIterator()),
        ["tracepoint"] = new(BpfProgramType.Tracepoint, (program, _) => program.AttachTracepoint("sched", "sched_switch"), null, SystemCall.PerfEventOpen),
        ["link on a tracepoint"] = new(BpfProgramType.Tracepoint, (program, _) => program.AttachTracepoint("sched", "sched_switch")),
        ["kprobe"] = new(BpfProgramType.Kprobe, (program, _) => program.AttachKprobe("vfs_read"), null, SystemCall.PerfEventOpen),
        ["uprobe"] = new(BpfProgramType.Kprobe, (program, _) => program.AttachUprobe("/opt/app", 16ul), null, SystemCall.PerfEventOpen),
        ["perf event"] = new(BpfProgramType.PerfEvent, (_, kernel) => PerfEvent.Open(new() { Type = PerfEventType.Software, Cpu = 0 }, kernel), null, SystemCall.PerfEventOpen),
        ["kprobe multi link"] = new(BpfProgramType.Kprobe, (program, _) => program.AttachKprobeMulti(["vfs_read"])),
        ["uprobe multi link"] = new(BpfProgramType.Kprobe, (program, _) => program.AttachUprobeMulti("/opt/app", [16ul])),
        ["tracing multi link"] = new(BpfProgramType.RawTracepoint, (program, _) => program.AttachTracingMulti([7u])),
        ["struct_ops"] = new(BpfProgramType.Syscall, (program, kernel) => throw StructOpsFailure.Of(BpfMap.Create(new() { Type = BpfMapType.Array, KeySize = 4, ValueSize = 4, MaxEntries = 1 }, kernel), Errno.EPERM, BpfCommand.LinkCreate)),
    };

    /// <summary>Loads the program, then has its attachment refused.</summary>
    public BpfPermissionException Run(RefusingMachine machine, Errno errno = Errno.EPERM)
    {
        machine.Asked.ProgramType = Type;
        using BpfProgram program = BpfProgram.Load(Nothing, new() { Type = Type, Name = "refused" }, machine.Kernel);
        if (Command is { } command) machine.Refuse(command, errno);
        else if (Call is { } call) machine.Refuse(call, errno);
        return Assert.Throws<BpfPermissionException>(() => Attach(program, machine.Kernel).Dispose());
    }

    private static BpfMap Sockets(Kernel kernel) => BpfMap.Create(new() { Type = BpfMapType.Sockmap, KeySize = 4, ValueSize = 4, MaxEntries = 1 }, kernel);
}
