namespace LibBpfSharp.Features;

/// <summary>Which capabilities the kernel asks for before it takes a program or map.</summary>
/// <remarks>
/// Source: <c>is_net_admin_prog_type</c>, <c>is_perfmon_prog_type</c> and <c>map_create</c> in <c>kernel/bpf/syscall.c</c>, kernel 5.8 and later;
/// before that <c>CAP_SYS_ADMIN</c> stood for all of them.
/// </remarks>
internal static class RequiredCapabilities
{
    /// <summary>The capabilities for <c>BPF_PROG_LOAD</c>.</summary>
    /// <param name="type">The program's type.</param>
    /// <param name="unprivilegedAllowed">Whether <c>kernel.unprivileged_bpf_disabled</c> is 0.</param>
    public static LinuxCapability[] Of(BpfProgramType type, bool unprivilegedAllowed) => type switch
    {
        BpfProgramType.SocketFilter or BpfProgramType.CgroupSkb => unprivilegedAllowed ? [] : [LinuxCapability.Bpf],
        BpfProgramType.Ext => [LinuxCapability.Bpf, LinuxCapability.NetAdmin, LinuxCapability.Perfmon],
        _ when IsNetwork(type) => [LinuxCapability.Bpf, LinuxCapability.NetAdmin],
        _ when IsTracing(type) => [LinuxCapability.Bpf, LinuxCapability.Perfmon],
        _ => [LinuxCapability.Bpf],
    };

    /// <summary>The capabilities for <c>BPF_MAP_CREATE</c>.</summary>
    /// <param name="type">The map's type.</param>
    /// <param name="unprivilegedAllowed">Whether <c>kernel.unprivileged_bpf_disabled</c> is 0.</param>
    public static LinuxCapability[] Of(BpfMapType type, bool unprivilegedAllowed) => type switch
    {
        BpfMapType.Sockmap or BpfMapType.Sockhash or BpfMapType.Devmap or BpfMapType.DevmapHash or BpfMapType.Xskmap => [LinuxCapability.NetAdmin],
        BpfMapType.Hash or BpfMapType.Array or BpfMapType.ProgArray or BpfMapType.PerfEventArray or BpfMapType.PercpuHash or BpfMapType.PercpuArray
            or BpfMapType.CgroupArray or BpfMapType.ArrayOfMaps or BpfMapType.HashOfMaps or BpfMapType.CgroupStorage or BpfMapType.PercpuCgroupStorage
            or BpfMapType.Ringbuf or BpfMapType.UserRingbuf => unprivilegedAllowed ? [] : [LinuxCapability.Bpf],
        _ => [LinuxCapability.Bpf],
    };

    /// <summary>Whether the type belongs to the network stack or a cgroup and so needs <c>CAP_NET_ADMIN</c>.</summary>
    public static bool IsNetwork(BpfProgramType type) => type
        is BpfProgramType.SchedCls or BpfProgramType.SchedAct or BpfProgramType.Xdp
        or BpfProgramType.LwtIn or BpfProgramType.LwtOut or BpfProgramType.LwtXmit or BpfProgramType.LwtSeg6local
        or BpfProgramType.SkSkb or BpfProgramType.SkMsg or BpfProgramType.FlowDissector
        or BpfProgramType.CgroupDevice or BpfProgramType.CgroupSock or BpfProgramType.CgroupSockAddr
        or BpfProgramType.CgroupSockopt or BpfProgramType.CgroupSysctl
        or BpfProgramType.SockOps or BpfProgramType.Ext or BpfProgramType.Netfilter;

    /// <summary>Whether the type reads the kernel's own state and so needs <c>CAP_PERFMON</c>.</summary>
    public static bool IsTracing(BpfProgramType type) => type
        is BpfProgramType.Kprobe or BpfProgramType.Tracepoint or BpfProgramType.PerfEvent
        or BpfProgramType.RawTracepoint or BpfProgramType.RawTracepointWritable
        or BpfProgramType.Tracing or BpfProgramType.Lsm or BpfProgramType.StructOps or BpfProgramType.Ext;
}
