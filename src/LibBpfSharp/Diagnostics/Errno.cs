namespace LibBpfSharp;

/// <summary>Error numbers of the Linux kernel, under the kernel's own names; <see cref="ErrnoText.GetMessage"/> says what each means.</summary>
/// <remarks>
/// Sources: <c>include/uapi/asm-generic/errno-base.h</c>, <c>errno.h</c>; 512 to 531 are the kernel-internal numbers of
/// <c>include/linux/errno.h</c>, some of which (524 above all) do reach callers of <c>bpf(2)</c>.
/// The numbers are those of the architectures this library knows system calls for.
/// </remarks>
public enum Errno
{
    /// <summary>No error.</summary>
    None = 0,
    /// <summary>Operation not permitted.</summary>
    EPERM = 1,
    /// <summary>No such file, key or object.</summary>
    ENOENT = 2,
    /// <summary>No such process, attachment or kernel object.</summary>
    ESRCH = 3,
    /// <summary>Interrupted by a signal.</summary>
    EINTR = 4,
    /// <summary>Input/output error.</summary>
    EIO = 5,
    /// <summary>No such device or address.</summary>
    ENXIO = 6,
    /// <summary>Argument list too long, or more than this kernel takes.</summary>
    E2BIG = 7,
    /// <summary>Executable format error.</summary>
    ENOEXEC = 8,
    /// <summary>Bad file descriptor.</summary>
    EBADF = 9,
    /// <summary>No child processes.</summary>
    ECHILD = 10,
    /// <summary>Resource temporarily unavailable.</summary>
    EAGAIN = 11,
    /// <summary>Out of memory.</summary>
    ENOMEM = 12,
    /// <summary>Permission denied.</summary>
    EACCES = 13,
    /// <summary>Bad address.</summary>
    EFAULT = 14,
    /// <summary>Block device required.</summary>
    ENOTBLK = 15,
    /// <summary>Device or resource busy.</summary>
    EBUSY = 16,
    /// <summary>Already exists.</summary>
    EEXIST = 17,
    /// <summary>Link crosses devices.</summary>
    EXDEV = 18,
    /// <summary>No such device.</summary>
    ENODEV = 19,
    /// <summary>Not a directory.</summary>
    ENOTDIR = 20,
    /// <summary>Is a directory.</summary>
    EISDIR = 21,
    /// <summary>Invalid argument.</summary>
    EINVAL = 22,
    /// <summary>Too many open files in the system.</summary>
    ENFILE = 23,
    /// <summary>Too many open files in the process.</summary>
    EMFILE = 24,
    /// <summary>Inappropriate ioctl for the descriptor.</summary>
    ENOTTY = 25,
    /// <summary>Text file busy.</summary>
    ETXTBSY = 26,
    /// <summary>File too large.</summary>
    EFBIG = 27,
    /// <summary>No space left.</summary>
    ENOSPC = 28,
    /// <summary>Illegal seek.</summary>
    ESPIPE = 29,
    /// <summary>Read-only file system.</summary>
    EROFS = 30,
    /// <summary>Too many links.</summary>
    EMLINK = 31,
    /// <summary>Broken pipe.</summary>
    EPIPE = 32,
    /// <summary>Numerical argument out of domain.</summary>
    EDOM = 33,
    /// <summary>Numerical result out of range.</summary>
    ERANGE = 34,
    /// <summary>Resource deadlock avoided.</summary>
    EDEADLK = 35,
    /// <summary>File name too long.</summary>
    ENAMETOOLONG = 36,
    /// <summary>No locks available.</summary>
    ENOLCK = 37,
    /// <summary>Function not implemented by this kernel.</summary>
    ENOSYS = 38,
    /// <summary>Directory not empty.</summary>
    ENOTEMPTY = 39,
    /// <summary>Too many levels of symbolic links.</summary>
    ELOOP = 40,
    /// <summary>No message of the wanted type.</summary>
    ENOMSG = 42,
    /// <summary>Identifier removed.</summary>
    EIDRM = 43,
    /// <summary>Channel number out of range.</summary>
    ECHRNG = 44,
    /// <summary>Level 2 not synchronised.</summary>
    EL2NSYNC = 45,
    /// <summary>Level 3 halted.</summary>
    EL3HLT = 46,
    /// <summary>Level 3 reset.</summary>
    EL3RST = 47,
    /// <summary>Link number out of range.</summary>
    ELNRNG = 48,
    /// <summary>Protocol driver not attached.</summary>
    EUNATCH = 49,
    /// <summary>No CSI structure available.</summary>
    ENOCSI = 50,
    /// <summary>Level 2 halted.</summary>
    EL2HLT = 51,
    /// <summary>Invalid exchange.</summary>
    EBADE = 52,
    /// <summary>Invalid request descriptor.</summary>
    EBADR = 53,
    /// <summary>Exchange full.</summary>
    EXFULL = 54,
    /// <summary>No anode.</summary>
    ENOANO = 55,
    /// <summary>Invalid request code.</summary>
    EBADRQC = 56,
    /// <summary>Invalid slot.</summary>
    EBADSLT = 57,
    /// <summary>Bad font file format.</summary>
    EBFONT = 59,
    /// <summary>Device not a stream.</summary>
    ENOSTR = 60,
    /// <summary>No data available.</summary>
    ENODATA = 61,
    /// <summary>Timer expired.</summary>
    ETIME = 62,
    /// <summary>Out of streams resources.</summary>
    ENOSR = 63,
    /// <summary>Machine is not on the network.</summary>
    ENONET = 64,
    /// <summary>Package not installed.</summary>
    ENOPKG = 65,
    /// <summary>Object is remote.</summary>
    EREMOTE = 66,
    /// <summary>Link has been severed.</summary>
    ENOLINK = 67,
    /// <summary>Advertise error.</summary>
    EADV = 68,
    /// <summary>Srmount error.</summary>
    ESRMNT = 69,
    /// <summary>Communication error on send.</summary>
    ECOMM = 70,
    /// <summary>Protocol error.</summary>
    EPROTO = 71,
    /// <summary>Multihop attempted.</summary>
    EMULTIHOP = 72,
    /// <summary>RFS specific error.</summary>
    EDOTDOT = 73,
    /// <summary>Bad message.</summary>
    EBADMSG = 74,
    /// <summary>Value too large for its type.</summary>
    EOVERFLOW = 75,
    /// <summary>Name not unique on the network.</summary>
    ENOTUNIQ = 76,
    /// <summary>File descriptor in bad state.</summary>
    EBADFD = 77,
    /// <summary>Remote address changed.</summary>
    EREMCHG = 78,
    /// <summary>Cannot access a needed shared library.</summary>
    ELIBACC = 79,
    /// <summary>Accessing a corrupted shared library.</summary>
    ELIBBAD = 80,
    /// <summary>.lib section corrupted.</summary>
    ELIBSCN = 81,
    /// <summary>Too many shared libraries.</summary>
    ELIBMAX = 82,
    /// <summary>Cannot execute a shared library directly.</summary>
    ELIBEXEC = 83,
    /// <summary>Invalid byte sequence.</summary>
    EILSEQ = 84,
    /// <summary>Interrupted call should be restarted.</summary>
    ERESTART = 85,
    /// <summary>Streams pipe error.</summary>
    ESTRPIPE = 86,
    /// <summary>Too many users.</summary>
    EUSERS = 87,
    /// <summary>Not a socket.</summary>
    ENOTSOCK = 88,
    /// <summary>Destination address required.</summary>
    EDESTADDRREQ = 89,
    /// <summary>Message too long.</summary>
    EMSGSIZE = 90,
    /// <summary>Wrong protocol type for the socket.</summary>
    EPROTOTYPE = 91,
    /// <summary>Protocol option not available.</summary>
    ENOPROTOOPT = 92,
    /// <summary>Protocol not supported.</summary>
    EPROTONOSUPPORT = 93,
    /// <summary>Socket type not supported.</summary>
    ESOCKTNOSUPPORT = 94,
    /// <summary>Operation not supported.</summary>
    EOPNOTSUPP = 95,
    /// <summary>Protocol family not supported.</summary>
    EPFNOSUPPORT = 96,
    /// <summary>Address family not supported.</summary>
    EAFNOSUPPORT = 97,
    /// <summary>Address already in use.</summary>
    EADDRINUSE = 98,
    /// <summary>Address not available.</summary>
    EADDRNOTAVAIL = 99,
    /// <summary>Network is down.</summary>
    ENETDOWN = 100,
    /// <summary>Network is unreachable.</summary>
    ENETUNREACH = 101,
    /// <summary>Connection dropped by a network reset.</summary>
    ENETRESET = 102,
    /// <summary>Connection aborted.</summary>
    ECONNABORTED = 103,
    /// <summary>Connection reset by peer.</summary>
    ECONNRESET = 104,
    /// <summary>No buffer space available.</summary>
    ENOBUFS = 105,
    /// <summary>Endpoint is already connected.</summary>
    EISCONN = 106,
    /// <summary>Endpoint is not connected.</summary>
    ENOTCONN = 107,
    /// <summary>Cannot send after shutdown.</summary>
    ESHUTDOWN = 108,
    /// <summary>Too many references.</summary>
    ETOOMANYREFS = 109,
    /// <summary>Timed out.</summary>
    ETIMEDOUT = 110,
    /// <summary>Connection refused.</summary>
    ECONNREFUSED = 111,
    /// <summary>Host is down.</summary>
    EHOSTDOWN = 112,
    /// <summary>No route to host.</summary>
    EHOSTUNREACH = 113,
    /// <summary>Operation already in progress.</summary>
    EALREADY = 114,
    /// <summary>Operation now in progress.</summary>
    EINPROGRESS = 115,
    /// <summary>Stale file handle.</summary>
    ESTALE = 116,
    /// <summary>Structure needs cleaning.</summary>
    EUCLEAN = 117,
    /// <summary>Not a XENIX named type file.</summary>
    ENOTNAM = 118,
    /// <summary>No XENIX semaphores available.</summary>
    ENAVAIL = 119,
    /// <summary>Is a named type file.</summary>
    EISNAM = 120,
    /// <summary>Remote input/output error.</summary>
    EREMOTEIO = 121,
    /// <summary>Quota exceeded.</summary>
    EDQUOT = 122,
    /// <summary>No medium found.</summary>
    ENOMEDIUM = 123,
    /// <summary>Wrong medium type.</summary>
    EMEDIUMTYPE = 124,
    /// <summary>Operation cancelled.</summary>
    ECANCELED = 125,
    /// <summary>Required key not available.</summary>
    ENOKEY = 126,
    /// <summary>Key has expired.</summary>
    EKEYEXPIRED = 127,
    /// <summary>Key has been revoked.</summary>
    EKEYREVOKED = 128,
    /// <summary>Key was rejected.</summary>
    EKEYREJECTED = 129,
    /// <summary>Owner died.</summary>
    EOWNERDEAD = 130,
    /// <summary>State not recoverable.</summary>
    ENOTRECOVERABLE = 131,
    /// <summary>Not possible because of RF-kill.</summary>
    ERFKILL = 132,
    /// <summary>Memory page has a hardware error.</summary>
    EHWPOISON = 133,
    /// <summary>Kernel-internal: restart the call after the signal.</summary>
    ERESTARTSYS = 512,
    /// <summary>Kernel-internal: restart the call.</summary>
    ERESTARTNOINTR = 513,
    /// <summary>Kernel-internal: restart the call if no handler runs.</summary>
    ERESTARTNOHAND = 514,
    /// <summary>Kernel-internal: no such ioctl command.</summary>
    ENOIOCTLCMD = 515,
#pragma warning disable CA1707 // the kernel's own names have underscores
    /// <summary>Kernel-internal: restart through the restart block.</summary>
    ERESTART_RESTARTBLOCK = 516,
    /// <summary>Kernel-internal: driver asks to be probed again.</summary>
    EPROBE_DEFER = 517,
#pragma warning restore CA1707
    /// <summary>Kernel-internal: open found a stale entry.</summary>
    EOPENSTALE = 518,
    /// <summary>Kernel-internal: parameter not supported.</summary>
    ENOPARAM = 519,
    /// <summary>Kernel-internal: illegal file handle.</summary>
    EBADHANDLE = 521,
    /// <summary>Kernel-internal: update synchronisation mismatch.</summary>
    ENOTSYNC = 522,
    /// <summary>Kernel-internal: stale cookie.</summary>
    EBADCOOKIE = 523,
    /// <summary>Operation not supported here (kernel-internal number that bpf(2) lets through).</summary>
    ENOTSUPP = 524,
    /// <summary>Kernel-internal: buffer or request too small.</summary>
    ETOOSMALL = 525,
    /// <summary>Kernel-internal: untranslatable error.</summary>
    ESERVERFAULT = 526,
    /// <summary>Kernel-internal: type not supported by the server.</summary>
    EBADTYPE = 527,
    /// <summary>Kernel-internal: request begun, will not finish before the timeout.</summary>
    EJUKEBOX = 528,
    /// <summary>Kernel-internal: queued, completion will be told.</summary>
    EIOCBQUEUED = 529,
    /// <summary>Kernel-internal: conflict with recalled state.</summary>
    ERECALLCONFLICT = 530,
    /// <summary>Kernel-internal: file lock reclaim refused.</summary>
    ENOGRACE = 531,
}
