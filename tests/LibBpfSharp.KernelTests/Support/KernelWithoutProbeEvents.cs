using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>The running kernel made to look like one whose user probes are defined in tracefs (before 4.17), for all its links.</summary>
internal sealed class KernelWithoutProbeEvents : Kernel
{
    private const string Source = "/sys/bus/event_source/devices/uprobe/";

    /// <summary>Whether something was written that the kernel refused since a probe is in use, as its removal is.</summary>
    public bool IsRefusedAsBusy { get; private set; }

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        if (call == SystemCall.OpenAt && Marshal.PtrToStringUTF8(b)!.StartsWith(Source, StringComparison.Ordinal)) return -(nint)Errno.ENOENT;
        nint result = Running.Invoke(call, a, b, c, d, e, f);
        IsRefusedAsBusy |= call == SystemCall.Write && result == -(nint)Errno.EBUSY;
        return result;
    }
}
