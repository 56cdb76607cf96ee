using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>The running kernel until armed; then one of its calls fails.</summary>
internal sealed class ArmedKernel : Kernel
{
    private Kernel _target = Running;

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
        => _target.Invoke(call, a, b, c, d, e, f);

    /// <summary>Does something again and again, each time with another of its calls failing, until none is left.</summary>
    /// <returns>How many calls it makes.</returns>
    public int FailEachCallOf(Action action, Errno errno = Errno.ENOMEM)
    {
        int calls = -1;
        FailingKernel failing;
        do
        {
            calls++;
            failing = FailingKernel.At(Running, calls + 1, errno);
            _target = failing;
            try
            {
                action();
            }
            catch (BpfException e)
            {
                Assert.Equal(errno, e.Errno);
            }
            finally
            {
                _target = Running;
            }
        }
        while (failing.Failures > 0);
        return calls;
    }
}
