namespace LibBpfSharp.Interop;

/// <summary>
/// The commands of bpf(2), one file per family. Results are the kernel's: 0 or more, or the negated errno, so that the caller
/// who knows what was meant words the exception.
/// </summary>
internal static unsafe partial class BpfCalls
{
    /// <summary>
    /// One bpf(2) call. The size given is that of <typeparamref name="T"/>: a kernel that knows fewer fields refuses only a tail that is
    /// not zero (E2BIG).
    /// </summary>
    public static nint Bpf<T>(this Kernel kernel, BpfCommand command, ref T attributes)
        where T : unmanaged
    {
        fixed (T* pointer = &attributes)
            return kernel.Invoke(SystemCall.Bpf, (nint)command, (nint)pointer, sizeof(T));
    }

    /// <summary>One bpf(2) call that makes a descriptor, which <paramref name="handle"/> adopts.</summary>
    /// <returns>0, or the negated errno; then <paramref name="handle"/> is disposed.</returns>
    public static nint BpfOpen<T>(this Kernel kernel, BpfCommand command, ref T attributes, BpfHandle handle)
        where T : unmanaged
    {
        nint result = handle.Adopt(kernel.Bpf(command, ref attributes));
        if (result < 0) handle.Dispose();
        return result;
    }
}
