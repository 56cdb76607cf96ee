namespace LibBpfSharp.Interop;

/// <summary>Calls that have done nothing when a signal interrupts them, and are made again.</summary>
internal static class Interruptions
{
    // Signals come one by one, so a call that is made again goes through; the bound is for a file system that answers EINTR always.
    private const int MostAttempts = 1000;

    /// <summary>Makes a call until no signal interrupts it.</summary>
    /// <returns>The call's result, or the negated errno; EINTR if every attempt was interrupted.</returns>
    public static nint InvokeAgain(this Kernel kernel, SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0)
    {
        nint result = -(nint)Errno.EINTR;
        for (int attempt = 0; attempt < MostAttempts && result == -(nint)Errno.EINTR; attempt++) result = kernel.Invoke(call, a, b, c, d, e);
        return result;
    }
}
