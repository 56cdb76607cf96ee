using System.Diagnostics;
using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>A kernel in front of whose N-th call, counted from <see cref="Begin"/>, the process kills itself.</summary>
/// <remarks>
/// Calls that look at files do not count, nor does closing, which death does as well: whoever dies in front of one leaves what he leaves in front of the next
/// call that counts.
/// </remarks>
internal sealed class KillingKernel(Kernel inner, int nth) : Kernel
{
    private int _calls;
    private bool _counts;

    /// <summary>How many calls were made since <see cref="Begin"/>.</summary>
    public int Calls => _calls;

    public void Begin() => _counts = true;

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        if (_counts && !IsWithoutTrace(call) && Interlocked.Increment(ref _calls) == nth)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite); // The signal is on its way, and this call is not to be made.
        }

        return inner.Invoke(call, a, b, c, d, e, f);
    }

    private static bool IsWithoutTrace(SystemCall call)
        => call is SystemCall.Close or SystemCall.Read or SystemCall.Statx or SystemCall.StatFs or SystemCall.ReadLinkAt or SystemCall.GetDents64;
}
