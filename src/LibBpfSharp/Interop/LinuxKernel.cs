using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>The kernel below this process, reached through libc's <c>syscall</c>.</summary>
internal sealed unsafe partial class LinuxKernel : Kernel
{
    private static readonly bool s_mmapTakesBlock = RuntimeInformation.ProcessArchitecture == Architecture.S390x;

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        nint number = SystemCallNumbers.Of(call);
        if (s_mmapTakesBlock && call == SystemCall.Mmap)
        {
            nint* block = stackalloc nint[] { a, b, c, d, e, f };
            (a, b, c, d, e, f) = ((nint)block, 0, 0, 0, 0, 0);
        }

        nint result = Syscall(number, a, b, c, d, e, f);

        // Nothing may run between the call and this read: errno belongs to the thread and is soon overwritten.
        return result == -1 ? -Marshal.GetLastSystemError() : result;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);
}
