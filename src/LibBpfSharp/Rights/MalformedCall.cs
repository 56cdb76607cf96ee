using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>
/// Makes a call that the kernel itself refuses for its form, before it looks at rights or asks a security module: a refusal for want of a right then comes from
/// in front of it. Nothing is done by it.
/// </summary>
internal static unsafe class MalformedCall
{
    private const int EveryFlag = -1;

    /// <summary>Whether a malformed call is answered as the one that is to be explained was.</summary>
    public static bool IsRefused(Kernel kernel, PermissionNeed need, Errno errno) => need.Call switch
    {
        // More attributes than a page holds are E2BIG.
        SystemCall.Bpf => OfBpf(kernel, need.Command!.Value) == -(nint)errno,

        // Flags that do not exist are EINVAL.
        SystemCall.PerfEventOpen => kernel.Invoke(SystemCall.PerfEventOpen, 0, 0, -1, -1, EveryFlag) == -(nint)errno,
        _ => false,
    };

    private static nint OfBpf(Kernel kernel, BpfCommand command)
    {
        byte[] attributes = new byte[Environment.SystemPageSize + sizeof(ulong)];
        fixed (byte* pointer = attributes) return kernel.Invoke(SystemCall.Bpf, (nint)command, (nint)pointer, attributes.Length);
    }
}
