using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary><c>RLIMIT_MEMLOCK</c>, to which kernels before 5.11 charge BPF memory; later ones charge it to the memory cgroup.</summary>
internal sealed unsafe class MemoryLock
{
    private const int MemlockResource = 8; // RLIMIT_MEMLOCK, the same on every architecture of SystemCallNumbers

    private int _raised;

    private MemoryLock(Kernel kernel)
    {
        // The helper came with the new accounting.
        ProbeProgram program = new(BpfProgramType.SocketFilter, ProbeCode.Call(BpfHelper.KtimeGetCoarseNs), ProbeCode.Move(0, 0), ProbeCode.Exit);
        Answer = ProbeAnswer.Of(program.Load(kernel));
    }

    /// <summary>Whether the kernel charges BPF memory to cgroups. A kernel that refuses the probe is taken not to.</summary>
    internal bool IsChargedToCgroups => Answer.Verdict is BpfFeatureVerdict.Supported;

    /// <summary>What the kernel said to it.</summary>
    internal ProbeAnswer Answer { get; }

    internal static MemoryLock Of(Kernel kernel) => kernel.Facts(static k => new MemoryLock(k));

    /// <summary>The limit in bytes; <c>null</c> where there is none, or it is not told.</summary>
    internal static ulong? LimitOf(Kernel kernel)
    {
        ulong* limits = stackalloc ulong[2] { ulong.MaxValue, ulong.MaxValue };
        return kernel.Invoke(SystemCall.Prlimit64, 0, MemlockResource, 0, (nint)limits) == 0 && limits[0] != ulong.MaxValue ? limits[0] : null;
    }

    /// <summary>Lifts the limit, once per process, where it may be what a call met.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="result">What the call answered: EPERM where the limit is met; maps of devices say EINVAL of it (<c>dev_map_init_map</c>, before 5.11).</param>
    /// <param name="map">The type of the map that was to be made, if it was one.</param>
    /// <returns>Whether it was lifted just now, so that the refused call is worth another try.</returns>
    internal static bool TryRaise(Kernel kernel, nint result, BpfMapType map = BpfMapType.Unspec)
    {
        if (result != -(nint)Errno.EPERM && (result != -(nint)Errno.EINVAL || !map.IsDeviceMap())) return false;
        MemoryLock memory = Of(kernel);
        if (memory.IsChargedToCgroups || Interlocked.Exchange(ref memory._raised, 1) != 0) return false;
        ulong* unlimited = stackalloc ulong[2] { ulong.MaxValue, ulong.MaxValue };
        return kernel.Invoke(SystemCall.Prlimit64, 0, MemlockResource, (nint)unlimited, 0) == 0;
    }
}
