namespace LibBpfSharp.Interop;

/// <summary>Reads what <see cref="Kernel.Invoke"/> returns.</summary>
internal static class SystemCallResult
{
    /// <summary>The errno in a result below zero; <see cref="Errno.None"/> for any other.</summary>
    public static Errno ToErrno(this nint result) => result < 0 ? (Errno)(-result) : Errno.None;
}
