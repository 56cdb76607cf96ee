using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>The running kernel, before each of whose waits a test does something.</summary>
internal sealed class WaitingKernel(Action beforeWait) : Kernel
{
    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        if (call is SystemCall.EpollPwait) beforeWait();
        return Running.Invoke(call, a, b, c, d, e, f);
    }
}
