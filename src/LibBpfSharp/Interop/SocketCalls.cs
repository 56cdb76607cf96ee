using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Options of sockets that take programs.</summary>
internal static unsafe class SocketCalls
{
    private const int OptionLevel = 1; // SOL_SOCKET, on every architecture of SystemCallNumbers
    private const int AttachFilter = 50; // SO_ATTACH_BPF
    private const int DetachFilter = 27; // SO_DETACH_FILTER
    private const int AttachReuseport = 52; // SO_ATTACH_REUSEPORT_EBPF
    private const int DetachReuseport = 68; // SO_DETACH_REUSEPORT_BPF

    /// <summary>Attaches a program to a socket, or to those that share its port.</summary>
    public static Errno TryAttachSocket(this Kernel kernel, SafeHandle socket, bool isGroup, BpfProgramHandle program)
    {
        using HandleHold hold = program.Hold();
        return Set(kernel, socket, isGroup ? AttachReuseport : AttachFilter, hold.Descriptor);
    }

    /// <summary>Takes the program off a socket, or (5.3) off those that share its port.</summary>
    public static Errno TryDetachSocket(this Kernel kernel, SafeHandle socket, bool isGroup) => Set(kernel, socket, isGroup ? DetachReuseport : DetachFilter, 0);

    private static Errno Set(Kernel kernel, SafeHandle socket, int option, int value)
    {
        bool added = false;
        try
        {
            socket.DangerousAddRef(ref added);
            return kernel.Invoke(SystemCall.SetSockOpt, socket.DangerousGetHandle(), OptionLevel, option, (nint)(&value), sizeof(int)).ToErrno();
        }
        finally
        {
            if (added) socket.DangerousRelease();
        }
    }
}
