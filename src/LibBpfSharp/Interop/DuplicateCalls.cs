using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Second descriptors for what a handle holds.</summary>
internal static class DuplicateCalls
{
    /// <summary>Makes <paramref name="copy"/> hold a descriptor of its own for what <paramref name="original"/> holds.</summary>
    /// <exception cref="BpfException">The process is out of descriptors.</exception>
    public static T Duplicate<T>(this SafeHandle original, T copy)
        where T : BpfHandle
    {
        const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
        const int LowestKept = 3;
        bool held = false;
        original.DangerousAddRef(ref held);
        try
        {
            Errno errno = copy.Adopt(copy.Kernel.Invoke(SystemCall.Fcntl, original.DangerousGetHandle(), DuplicateCloseOnExec, LowestKept)).ToErrno();
            if (errno == Errno.None) return copy;

            copy.Dispose();
            throw new BpfException($"A descriptor cannot be duplicated: {errno.Describe()}.", errno);
        }
        finally
        {
            original.DangerousRelease();
        }
    }

    /// <summary>The same program by a descriptor of its own.</summary>
    public static BpfProgramHandle Duplicate(this BpfProgramHandle program) => program.Duplicate(new BpfProgramHandle(program.Kernel));
}
