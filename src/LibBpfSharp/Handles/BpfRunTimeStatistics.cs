using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>While one of these is open the kernel counts runs and run time of every program: <see cref="BpfProgramInfo.RunCount"/>, <see cref="BpfProgramInfo.RunTime"/>.</summary>
/// <remarks>It costs some tens of nanoseconds a run, on the whole machine. Source: <c>bpf_enable_stats</c> in <c>kernel/bpf/syscall.c</c>.</remarks>
public sealed class BpfRunTimeStatistics : IDisposable
{
    private readonly DescriptorHandle _handle;

    private BpfRunTimeStatistics(DescriptorHandle handle) => _handle = handle;

    /// <summary>Turns counting on, until the last one who did is done (5.8).</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel is older; there the sysctl <c>kernel.bpf_stats_enabled</c> turns it on (5.1).</exception>
    public static BpfRunTimeStatistics Enable() => Enable(Kernel.Running);

    /// <summary>Counts no more, if nobody else wants it.</summary>
    public void Dispose() => _handle.Dispose();

    internal static BpfRunTimeStatistics Enable(Kernel kernel)
    {
        Errno errno = kernel.EnableStatistics(BpfStatsType.RunTime, out DescriptorHandle handle).ToErrno();
        return errno switch
        {
            Errno.None => new(handle),
            Errno.EPERM => throw PermissionDiagnosis.Explain(kernel, "Run-time statistics cannot be turned on", errno, RequiredCapabilities.For(BpfCommand.EnableStats), null),
            Errno.EINVAL => throw new BpfNotSupportedException("Run-time statistics by descriptor (BPF_ENABLE_STATS)", new Version(5, 8), errno, BpfCommand.EnableStats),
            _ => throw new BpfException($"Run-time statistics cannot be turned on: {errno.Describe()}.", errno, BpfCommand.EnableStats),
        };
    }
}
