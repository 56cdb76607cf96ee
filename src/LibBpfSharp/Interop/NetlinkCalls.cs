namespace LibBpfSharp.Interop;

/// <summary>The system calls of netlink sockets.</summary>
internal static unsafe class NetlinkCalls
{
    private const int AddressFamily = 16; // AF_NETLINK
    private const int RawSocket = 3; // SOCK_RAW
    private const int CloseOnExec = 0x80000; // SOCK_CLOEXEC
    private const int OptionLevel = 270; // SOL_NETLINK
    private const int ExtendedAcknowledgement = 11; // NETLINK_EXT_ACK
    private const int ShortAcknowledgement = 10; // NETLINK_CAP_ACK
    private const int Peek = 2; // MSG_PEEK
    private const int TellFullLength = 0x20; // MSG_TRUNC
    private const int MostAttempts = 8;

    /// <summary>Opens a socket whose errors come with the kernel's own words where it has any (4.12).</summary>
    public static nint OpenNetlink(this Kernel kernel, NetlinkFamily family, out DescriptorHandle socket)
    {
        socket = new DescriptorHandle(kernel);
        nint result = socket.Adopt(kernel.Invoke(SystemCall.Socket, AddressFamily, RawSocket | CloseOnExec, (nint)family));
        if (result < 0)
        {
            socket.Dispose();
            return result;
        }

        // Kernels without these options give errors without words, and no more.
        Enable(socket, ExtendedAcknowledgement);
        Enable(socket, ShortAcknowledgement);
        return 0;
    }

    /// <summary>Sends one message to the kernel.</summary>
    public static nint SendNetlink(this DescriptorHandle socket, ReadOnlySpan<byte> message)
    {
        using HandleHold hold = socket.Hold();
        fixed (byte* pointer = message)
            return socket.Kernel.Invoke(SystemCall.SendTo, hold.Descriptor, (nint)pointer, message.Length);
    }

    /// <summary>Receives one datagram, whatever its length.</summary>
    /// <remarks>What was asked is done by the time its answer is there: want of memory to take the answer is no reason to lose it.</remarks>
    public static nint ReceiveNetlink(this DescriptorHandle socket, out byte[] datagram)
    {
        datagram = [];
        using HandleHold hold = socket.Hold();
        nint length = Receive(socket.Kernel, hold.Descriptor, datagram, Peek | TellFullLength);
        if (length < 0) return length;

        datagram = new byte[length];
        return Receive(socket.Kernel, hold.Descriptor, datagram, 0);
    }

    private static nint Receive(Kernel kernel, int socket, byte[] buffer, int flags)
    {
        fixed (byte* pointer = buffer)
        {
            nint result = -1;
            for (int attempt = 0; attempt < MostAttempts; attempt++)
            {
                result = kernel.Invoke(SystemCall.RecvFrom, socket, (nint)pointer, buffer.Length, flags);
                if (result.ToErrno() is not (Errno.EINTR or Errno.ENOMEM or Errno.ENOBUFS or Errno.EAGAIN)) break;
            }

            return result;
        }
    }

    private static void Enable(DescriptorHandle socket, int option)
    {
        int one = 1;
        using HandleHold hold = socket.Hold();
        socket.Kernel.Invoke(SystemCall.SetSockOpt, hold.Descriptor, OptionLevel, option, (nint)(&one), sizeof(int));
    }
}
