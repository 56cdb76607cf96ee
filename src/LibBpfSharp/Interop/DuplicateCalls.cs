namespace LibBpfSharp.Interop;

/// <summary>Second descriptors for what a handle holds.</summary>
internal static class DuplicateCalls
{
    /// <summary>Makes <paramref name="copy"/> hold a descriptor of its own for what <paramref name="original"/> holds.</summary>
    /// <exception cref="BpfException">The process is out of descriptors.</exception>
    public static T Duplicate<T>(this BpfHandle original, T copy)
        where T : BpfHandle
    {
        const int DuplicateCloseOnExec = 1030; // F_DUPFD_CLOEXEC
        const int LowestKept = 3;
        using HandleHold hold = original.Hold();
        Errno errno = copy.Adopt(original.Kernel.Invoke(SystemCall.Fcntl, hold.Descriptor, DuplicateCloseOnExec, LowestKept)).ToErrno();
        if (errno == Errno.None) return copy;

        copy.Dispose();
        throw new BpfException($"A descriptor cannot be duplicated: {errno.Describe()}.", errno);
    }

    /// <summary>The same program by a descriptor of its own.</summary>
    public static BpfProgramHandle Duplicate(this BpfProgramHandle program) => program.Duplicate(new BpfProgramHandle(program.Kernel));
}
