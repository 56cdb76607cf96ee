namespace LibBpfSharp;

/// <summary>Which programs go where on a cgroup.</summary>
/// <remarks>Source: <c>attach_type_to_prog_type()</c> in <c>kernel/bpf/syscall.c</c>.</remarks>
internal static class CgroupHook
{
    /// <summary>The attach types of cgroups.</summary>
    public static IReadOnlyList<BpfAttachType> All { get; } = [.. Enum.GetValues<BpfAttachType>().Where(IsOne)];

    /// <summary>Whether it is an attach type of cgroups.</summary>
    public static bool IsOne(BpfAttachType attachType) => ProgramTypeOf(attachType) != BpfProgramType.Unspec;

    /// <summary>
    /// Whether an attach type is known to be another place's. The kernel must not be asked for it with a cgroup's descriptor, which it may take for what that place
    /// takes: for tcx the number of an interface. One that nobody knows here yet is for the kernel to judge.
    /// </summary>
    public static bool IsElsewhere(BpfAttachType attachType) => Enum.IsDefined(attachType) && !IsOne(attachType);

    /// <summary>The type of program an attach type takes; <see cref="BpfProgramType.Unspec"/> if it is none of a cgroup's.</summary>
    public static BpfProgramType ProgramTypeOf(BpfAttachType attachType) => attachType switch
    {
        BpfAttachType.CgroupInetIngress or BpfAttachType.CgroupInetEgress => BpfProgramType.CgroupSkb,
        BpfAttachType.CgroupInetSockCreate or BpfAttachType.CgroupInetSockRelease
            or BpfAttachType.CgroupInet4PostBind or BpfAttachType.CgroupInet6PostBind => BpfProgramType.CgroupSock,
        BpfAttachType.CgroupSockOps => BpfProgramType.SockOps,
        BpfAttachType.CgroupDevice => BpfProgramType.CgroupDevice,
        BpfAttachType.CgroupSysctl => BpfProgramType.CgroupSysctl,
        BpfAttachType.CgroupGetsockopt or BpfAttachType.CgroupSetsockopt => BpfProgramType.CgroupSockopt,
        BpfAttachType.LsmCgroup => BpfProgramType.Lsm,
        BpfAttachType.CgroupInet4Bind or BpfAttachType.CgroupInet6Bind
            or BpfAttachType.CgroupInet4Connect or BpfAttachType.CgroupInet6Connect or BpfAttachType.CgroupUnixConnect
            or BpfAttachType.CgroupUdp4Sendmsg or BpfAttachType.CgroupUdp6Sendmsg or BpfAttachType.CgroupUnixSendmsg
            or BpfAttachType.CgroupUdp4Recvmsg or BpfAttachType.CgroupUdp6Recvmsg or BpfAttachType.CgroupUnixRecvmsg
            or BpfAttachType.CgroupInet4Getpeername or BpfAttachType.CgroupInet6Getpeername or BpfAttachType.CgroupUnixGetpeername
            or BpfAttachType.CgroupInet4Getsockname or BpfAttachType.CgroupInet6Getsockname or BpfAttachType.CgroupUnixGetsockname => BpfProgramType.CgroupSockAddr,
        _ => BpfProgramType.Unspec,
    };
}
