using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Second descriptors for what a handle holds: close-on-exec, 3 or above.</summary>
internal static class DuplicateCalls
{
    public const int LowestKept = 3;

    private const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC

    /// <returns>The second descriptor, or the negated errno.</returns>
    public static nint Duplicate(this Kernel kernel, nint descriptor) => kernel.Invoke(SystemCall.Fcntl, descriptor, DuplicateCloseOnExec, LowestKept);

    /// <summary>Makes <paramref name="copy"/> hold a descriptor of its own for what <paramref name="original"/> holds.</summary>
    /// <exception cref="BpfException">The process is out of descriptors.</exception>
    /// <exception cref="ObjectDisposedException"><paramref name="original"/> is disposed.</exception>
    public static T Duplicate<T>(this SafeHandle original, T copy)
        where T : BpfHandle
    {
        using HandleHold hold = new(original);
        Errno errno = copy.Adopt(copy.Kernel.Duplicate(hold.Descriptor)).ToErrno();
        if (errno == Errno.None) return copy;

        copy.Dispose();
        throw new BpfException($"A descriptor cannot be duplicated: {errno.Describe()}.", errno);
    }

    /// <summary>The same program by a descriptor of its own.</summary>
    public static BpfProgramHandle Duplicate(this BpfProgramHandle program) => program.Duplicate(new BpfProgramHandle(program.Kernel));

    /// <summary>The same map by a descriptor of its own.</summary>
    public static BpfMapHandle Duplicate(this BpfMapHandle map) => map.Duplicate(new BpfMapHandle(map.Kernel));

    /// <summary>The same link by a descriptor of its own.</summary>
    public static BpfLinkHandle Duplicate(this BpfLinkHandle link) => link.Duplicate(new BpfLinkHandle(link.Kernel));
}
