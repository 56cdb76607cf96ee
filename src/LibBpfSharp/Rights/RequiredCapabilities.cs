using LibBpfSharp.Interop;
using static LibBpfSharp.Features.LinuxCapability;

namespace LibBpfSharp.Features;

/// <summary>Which capabilities the kernel asks for: the one table of them, by what is to be done.</summary>
/// <remarks>
/// Source: <c>bpf_prog_load</c>, <c>is_net_admin_prog_type</c>, <c>is_perfmon_prog_type</c>, <c>map_create</c>, <c>bpf_prog_attach_check_attach_type</c> and the
/// commands in <c>kernel/bpf/syscall.c</c>; <c>perf_event_open</c> in <c>kernel/events/core.c</c>; <c>rtnetlink_rcv_msg</c>. Kernel 5.8 and later; before that
/// CAP_SYS_ADMIN stood for CAP_BPF and CAP_PERFMON.
/// </remarks>
internal static class RequiredCapabilities
{
    /// <summary>Mounting; the capability counts in the user namespace that owns the mount namespace.</summary>
    public static PermissionNeed ToMount { get; } = new("Mounting a file system", SysAdmin)
    {
        CountsElsewhere = true,
        Instead = PermissionWords.OrHostMounts,
        Otherwise = "the mount namespace belongs to another user namespace",
    };

    /// <summary>The instructions of a program, of which nothing is told to others.</summary>
    public static PermissionNeed ToSeeInstructions { get; } = new("Seeing the instructions of a program", Bpf) { IsMessage = true, Otherwise = PermissionWords.HiddenInstructions };

    /// <summary>Routing netlink, which checks the user namespace that owns the socket's network namespace, for this capability and no other.</summary>
    public static PermissionNeed ForNetlink { get; } = new("Changing the network by netlink", NetAdmin)
    {
        SysAdminDoes = false,
        CountsElsewhere = true,
        IsMessage = true,
        Otherwise = "the network namespace belongs to another user namespace",
    };

    /// <summary>A kprobe as a perf event.</summary>
    public static PermissionNeed ForKernelProbe { get; } = OfPerfEvent("Probing the kernel", null) with { IsLockedDown = true };

    /// <summary>A uprobe as a perf event.</summary>
    public static PermissionNeed ForUserProbe { get; } = OfPerfEvent("Probing a file", null);

    /// <summary>A tracepoint as a perf event.</summary>
    public static PermissionNeed ForTracepoint { get; } = OfPerfEvent("Opening a tracepoint", -1);

    /// <summary>A counter of one CPU.</summary>
    public static PermissionNeed ForCpuEvent { get; } = OfPerfEvent("Opening a perf event of a CPU", 0);

    /// <summary>A counter of one process, of what it does in the kernel, too.</summary>
    public static PermissionNeed ForProcessEvent { get; } = OfPerfEvent("Opening a perf event of a process", 1);

    /// <summary>A program at a perf event that is open; the event's opener was asked.</summary>
    public static PermissionNeed ForOpenEvent { get; } = new("Attaching to an open perf event");

    /// <summary>The memory of a perf buffer.</summary>
    public static PermissionNeed ForPerfMemory { get; } = new("Mapping more memory of perf events than kernel.perf_event_mlock_kb and RLIMIT_MEMLOCK allow", IpcLock)
    {
        SysAdminDoes = false,
        Instead = PermissionWords.OrFewerPages,
    };

    /// <summary>Files of tracefs, which go by their mode.</summary>
    public static PermissionNeed ForTraceFs { get; } = new("Using tracefs") { IsLockedDown = true, Otherwise = PermissionWords.FileMode };

    /// <summary>A file in a BPF file system, which goes by its mode.</summary>
    public static PermissionNeed ForPinFile { get; } = new("Using a pin") { Mode = PermissionWords.PinMode };

    /// <summary>A file, which goes by its mode.</summary>
    public static PermissionNeed ForFile { get; } = new("Opening a file") { Otherwise = PermissionWords.FileMode };

    /// <summary><c>BPF_PROG_LOAD</c>.</summary>
    public static PermissionNeed ToLoad(BpfProgramType type, BpfAttachType? attachType = null) => new($"Loading a program of type {type}", ForProgram(type))
    {
        Older = [SysAdmin],
        IsOpenBySysctl = type is BpfProgramType.SocketFilter or BpfProgramType.CgroupSkb,
        Call = SystemCall.Bpf,
        Command = BpfCommand.ProgLoad,
        Program = type,
        AttachType = attachType,
        IsCharged = true,
    };

    /// <summary><c>BPF_MAP_CREATE</c>.</summary>
    public static PermissionNeed ToCreate(BpfMapType type) => new($"Creating a map of type {type}", IsNetwork(type) ? [Bpf, NetAdmin] : [Bpf])
    {
        IsOpenBySysctl = IsNetwork(type) || IsForAll(type),
        Call = SystemCall.Bpf,
        Command = BpfCommand.MapCreate,
        Map = type,
        IsCharged = true,
    };

    /// <summary>Another command of <c>bpf(2)</c>.</summary>
    /// <param name="command">The command.</param>
    /// <param name="program">The type of the program, where it attaches one.</param>
    public static PermissionNeed For(BpfCommand command, BpfProgramType program = BpfProgramType.Unspec) => command switch
    {
        BpfCommand.LinkCreate or BpfCommand.ProgAttach when program is BpfProgramType.CgroupSkb
            => Of(command, NetAdmin) with { What = $"Attaching a program of type {program}", CountsElsewhere = true, Otherwise = "the program was loaded by a token of another user namespace" },
        BpfCommand.LinkCreate or BpfCommand.ProgAttach or BpfCommand.ProgDetach => Of(command) with { Older = [NetAdmin] },
        BpfCommand.ProgQuery => Of(command, NetAdmin),
        BpfCommand.BtfLoad => Of(command, Bpf),
        BpfCommand.TokenCreate => Of(command, Bpf) with { CountsElsewhere = true, Otherwise = "the BPF file system was mounted in another user namespace" },
        BpfCommand.ProgGetNextId or BpfCommand.MapGetNextId or BpfCommand.BtfGetNextId or BpfCommand.LinkGetNextId
            or BpfCommand.ProgGetFdById or BpfCommand.MapGetFdById or BpfCommand.BtfGetFdById or BpfCommand.LinkGetFdById
            or BpfCommand.TaskFdQuery or BpfCommand.EnableStats => Of(command, SysAdmin),
        BpfCommand.MapLookupElem or BpfCommand.MapUpdateElem or BpfCommand.MapDeleteElem or BpfCommand.MapGetNextKey
            or BpfCommand.MapLookupAndDeleteElem or BpfCommand.MapFreeze or BpfCommand.MapLookupBatch
            or BpfCommand.MapLookupAndDeleteBatch or BpfCommand.MapUpdateBatch or BpfCommand.MapDeleteBatch => Of(command) with { Mode = PermissionWords.Elements },
        BpfCommand.ObjPin or BpfCommand.ObjGet => Of(command) with { Mode = PermissionWords.PinMode },
        _ => Of(command),
    };

    /// <summary>Whether the type belongs to the network stack or a cgroup and so needs CAP_NET_ADMIN.</summary>
    public static bool IsNetwork(BpfProgramType type) => type
        is BpfProgramType.SchedCls or BpfProgramType.SchedAct or BpfProgramType.Xdp
        or BpfProgramType.LwtIn or BpfProgramType.LwtOut or BpfProgramType.LwtXmit or BpfProgramType.LwtSeg6local
        or BpfProgramType.SkSkb or BpfProgramType.SkMsg or BpfProgramType.LircMode2 or BpfProgramType.FlowDissector
        or BpfProgramType.CgroupDevice or BpfProgramType.CgroupSock or BpfProgramType.CgroupSockAddr
        or BpfProgramType.CgroupSockopt or BpfProgramType.CgroupSysctl
        or BpfProgramType.SockOps or BpfProgramType.Ext or BpfProgramType.Netfilter;

    /// <summary>Whether the type reads the kernel's own state and so needs CAP_PERFMON.</summary>
    public static bool IsTracing(BpfProgramType type) => type
        is BpfProgramType.Kprobe or BpfProgramType.Tracepoint or BpfProgramType.PerfEvent
        or BpfProgramType.RawTracepoint or BpfProgramType.RawTracepointWritable
        or BpfProgramType.Tracing or BpfProgramType.Lsm or BpfProgramType.StructOps or BpfProgramType.Ext;

    private static LinuxCapability[] ForProgram(BpfProgramType type) => (IsNetwork(type), IsTracing(type)) switch
    {
        (true, true) => [Bpf, NetAdmin, Perfmon],
        (true, false) => [Bpf, NetAdmin],
        (false, true) => [Bpf, Perfmon],
        _ => [Bpf],
    };

    private static bool IsNetwork(BpfMapType type)
        => type is BpfMapType.Sockmap or BpfMapType.Sockhash or BpfMapType.Devmap or BpfMapType.DevmapHash or BpfMapType.Xskmap;

    private static bool IsForAll(BpfMapType type) => type
        is BpfMapType.Hash or BpfMapType.Array or BpfMapType.ProgArray or BpfMapType.PerfEventArray or BpfMapType.PercpuHash or BpfMapType.PercpuArray
        or BpfMapType.CgroupArray or BpfMapType.ArrayOfMaps or BpfMapType.HashOfMaps or BpfMapType.CgroupStorage or BpfMapType.PercpuCgroupStorage
        or BpfMapType.Ringbuf or BpfMapType.UserRingbuf;

    private static PermissionNeed Of(BpfCommand command, params LinuxCapability[] capabilities)
        => new($"The command {command.ToKernelName()}", capabilities) { Call = SystemCall.Bpf, Command = command };

    private static PermissionNeed OfPerfEvent(string what, int? paranoia) => new(what, Perfmon) { Paranoia = paranoia, Call = SystemCall.PerfEventOpen };
}
