namespace LibBpfSharp.Features;

/// <summary>What the kernel calls capabilities.</summary>
internal static class LinuxCapabilityNames
{
    public static string ToKernelName(this LinuxCapability capability) => capability switch
    {
        LinuxCapability.NetAdmin => "CAP_NET_ADMIN",
        LinuxCapability.IpcLock => "CAP_IPC_LOCK",
        LinuxCapability.SysAdmin => "CAP_SYS_ADMIN",
        LinuxCapability.SysResource => "CAP_SYS_RESOURCE",
        LinuxCapability.Perfmon => "CAP_PERFMON",
        LinuxCapability.Bpf => "CAP_BPF",
        _ => throw new ArgumentOutOfRangeException(nameof(capability), capability, "No such capability."),
    };
}
