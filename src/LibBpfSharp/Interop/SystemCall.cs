namespace LibBpfSharp.Interop;

/// <summary>The system calls this library makes, by name; <see cref="SystemCallNumbers"/> has their number per architecture.</summary>
internal enum SystemCall
{
    Bpf,
    Close,
    Fcntl,
    Ioctl,
    OpenAt,
    UnlinkAt,
    MkdirAt,
    StatFs,
    Mount,
    Mmap,
    Munmap,
    PerfEventOpen,
    EpollCreate1,
    EpollCtl,
    EpollWait,
    EventFd2,
    NameToHandleAt,
    Prlimit64,
    Socket,
    Bind,
    SendTo,
    RecvFrom,
    SetSockOpt,
    GetSockOpt,
}
