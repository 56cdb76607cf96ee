namespace LibBpfSharp;

/// <summary>The ways of attaching, by kind of section where several share a program type, else by program type.</summary>
internal static class AttachWays
{
    private static readonly Dictionary<BpfSectionAttach, AttachWay> s_bySection = new()
    {
        [BpfSectionAttach.Kprobe] = ProbeWays.Kprobe,
        [BpfSectionAttach.Ksyscall] = ProbeWays.Ksyscall,
        [BpfSectionAttach.KprobeMulti] = ProbeWays.KprobeMulti,
        [BpfSectionAttach.KprobeSession] = ProbeWays.KprobeMulti,
        [BpfSectionAttach.Uprobe] = ProbeWays.Uprobe,
        [BpfSectionAttach.UprobeMulti] = ProbeWays.UprobeMulti,
        [BpfSectionAttach.Tracepoint] = TracingWays.Tracepoint,
        [BpfSectionAttach.RawTracepoint] = TracingWays.RawTracepoint,
        [BpfSectionAttach.Trace] = TracingWays.Typed,
        [BpfSectionAttach.Lsm] = TracingWays.Typed,
        [BpfSectionAttach.Iter] = TracingWays.Iterator,
        [BpfSectionAttach.TracingMulti] = TracingWays.Multi,
        [BpfSectionAttach.Usdt] = ProbeWays.Usdt,
    };

    private static readonly Dictionary<BpfProgramType, AttachWay> s_byType = new()
    {
        [BpfProgramType.Kprobe] = ProbeWays.Kprobe,
        [BpfProgramType.Tracepoint] = TracingWays.Tracepoint,
        [BpfProgramType.RawTracepoint] = TracingWays.RawTracepoint,
        [BpfProgramType.RawTracepointWritable] = TracingWays.RawTracepoint,
        [BpfProgramType.PerfEvent] = TracingWays.PerfEvent,
        [BpfProgramType.Tracing] = TracingWays.Typed,
        [BpfProgramType.Ext] = TracingWays.Typed,
        [BpfProgramType.Lsm] = TracingWays.Typed,
        [BpfProgramType.CgroupSkb] = CgroupWays.Any,
        [BpfProgramType.CgroupSock] = CgroupWays.Any,
        [BpfProgramType.CgroupSockAddr] = CgroupWays.Any,
        [BpfProgramType.CgroupSockopt] = CgroupWays.Any,
        [BpfProgramType.CgroupSysctl] = CgroupWays.Any,
        [BpfProgramType.CgroupDevice] = CgroupWays.Any,
        [BpfProgramType.SockOps] = CgroupWays.Any,
        [BpfProgramType.Xdp] = NetworkWays.Xdp,
        [BpfProgramType.SchedCls] = NetworkWays.Tc,
        [BpfProgramType.SchedAct] = NetworkWays.Tc,
        [BpfProgramType.Netfilter] = NetworkWays.Netfilter,
        [BpfProgramType.FlowDissector] = NetworkWays.Namespace,
        [BpfProgramType.SkLookup] = NetworkWays.Namespace,
        [BpfProgramType.SocketFilter] = NetworkWays.SocketFilter,
        [BpfProgramType.SkReuseport] = NetworkWays.Reuseport,
        [BpfProgramType.SkSkb] = NetworkWays.Sockmap,
        [BpfProgramType.SkMsg] = NetworkWays.Sockmap,
        [BpfProgramType.LwtIn] = NetworkWays.Route,
        [BpfProgramType.LwtOut] = NetworkWays.Route,
        [BpfProgramType.LwtXmit] = NetworkWays.Route,
        [BpfProgramType.LwtSeg6local] = NetworkWays.Route,
        [BpfProgramType.LircMode2] = NetworkWays.Lirc,
        [BpfProgramType.Syscall] = new($"it runs when it is called, by {nameof(BpfProgram)}.{nameof(BpfProgram.TestRun)}", null),
        [BpfProgramType.StructOps] = new($"the kernel calls it as part of its map. Use {nameof(BpfMap)}.{nameof(BpfMap.AttachStructOps)}", null),
    };

    private static readonly Dictionary<BpfAttachType, AttachWay> s_byAttachType = new()
    {
        [BpfAttachType.LsmCgroup] = CgroupWays.Any,
        [BpfAttachType.TraceIter] = TracingWays.Iterator,
        [BpfAttachType.TraceKprobeMulti] = ProbeWays.KprobeMulti,
        [BpfAttachType.TraceKprobeSession] = ProbeWays.KprobeMulti,
        [BpfAttachType.TraceUprobeSession] = ProbeWays.UprobeMulti,
        [BpfAttachType.TraceFentryMulti] = TracingWays.Multi,
        [BpfAttachType.TraceFexitMulti] = TracingWays.Multi,
        [BpfAttachType.TraceFsessionMulti] = TracingWays.Multi,
        [BpfAttachType.NetkitPrimary] = NetworkWays.Netkit,
        [BpfAttachType.NetkitPeer] = NetworkWays.Netkit,
        [BpfAttachType.XdpDevmap] = new("it runs for the devices of a device map: put its descriptor in the map's value", null),
        [BpfAttachType.XdpCpumap] = new("it runs for the processors of a CPU map: put its descriptor in the map's value", null),
    };

    /// <returns><c>null</c> for a type of program that this library knows no way for.</returns>
    public static AttachWay? Of(BpfProgram program) => program.OwnWay ?? Of(program.Section, program.Type, program.ExpectedAttachType);

    internal static AttachWay? Of(BpfSectionDefinition? section, BpfProgramType type, BpfAttachType? attachType)
    {
        if (section is not null && section.ProgramType == type && s_bySection.TryGetValue(section.Attach, out AttachWay? way)) return way;
        return attachType is { } known && s_byAttachType.TryGetValue(known, out way) ? way : s_byType.GetValueOrDefault(type);
    }
}
