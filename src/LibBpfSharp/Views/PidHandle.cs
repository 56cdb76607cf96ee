using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>A process by descriptor (<c>pidfd</c>, 5.3), which never comes to mean another: what task storage is read and written by.</summary>
/// <remarks>Source: <c>pidfd_open(2)</c>. A thread that does not lead its process takes 6.9.</remarks>
public sealed class PidHandle : BpfHandle
{
    private const int OfThread = 0x80; // PIDFD_THREAD, which is O_EXCL

    /// <summary>Holds a descriptor of a process that was made elsewhere.</summary>
    /// <param name="descriptor">The open descriptor. One of 0 to 2 is duplicated, since no handle keeps these; a negative one makes a handle that is invalid.</param>
    /// <param name="ownsHandle">Whether disposing the handle closes the descriptor. If not, it must stay open as long as the handle is used.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is no number that descriptors have.</exception>
    /// <exception cref="BpfException">The descriptor is one of 0 to 2 and cannot be duplicated: it is not open (EBADF), or the process has too many (EMFILE).</exception>
    public PidHandle(nint descriptor, bool ownsHandle)
        : base(Kernel.Running, descriptor, ownsHandle)
    {
    }

    private PidHandle(Kernel kernel)
        : base(kernel)
    {
    }

    /// <summary>Opens a process.</summary>
    /// <param name="processId">The process, as this process's namespace numbers it.</param>
    /// <exception cref="BpfException">ESRCH: there is none.</exception>
    public static PidHandle OpenProcess(int processId) => Open(processId, 0, Kernel.Running);

    /// <summary>Opens a thread (6.9).</summary>
    /// <param name="threadId">The thread, as this process's namespace numbers it.</param>
    /// <exception cref="BpfException">ESRCH: there is none; EINVAL: the kernel has no descriptors for threads.</exception>
    public static PidHandle OpenThread(int threadId) => Open(threadId, OfThread, Kernel.Running);

    private static PidHandle Open(int id, int flags, Kernel kernel)
    {
        PidHandle handle = new(kernel);
        Errno errno = handle.Adopt(kernel.Invoke(SystemCall.PidfdOpen, id, flags)).ToErrno();
        if (errno == Errno.None) return handle;
        handle.Dispose();
        throw new BpfException($"{(flags == 0 ? "Process" : "Thread")} {id} cannot be opened: {errno.Describe()}.", errno);
    }
}
