using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Descriptors handed to another process over a Unix socket (<c>SCM_RIGHTS</c>, unix(7)), one per message of one byte.</summary>
internal static unsafe class DescriptorPassing
{
    private const int SolSocket = 1;
    private const int Rights = 1; // SCM_RIGHTS
    private const int NoSignal = 0x4000; // MSG_NOSIGNAL
    private const int CloseOnExec = 0x40000000; // MSG_CMSG_CLOEXEC
    private const int MostDescriptors = 253; // SCM_MAX_FD
    private const int OtherMessages = 512; // credentials, a security label
    private const byte Payload = (byte)'B';

    /// <summary><c>sendmsg(2)</c> of one descriptor; the receiver gets one of its own for the same object.</summary>
    /// <param name="passed">What is passed.</param>
    /// <param name="socket">The socket's descriptor, which the caller keeps open.</param>
    public static nint SendDescriptor(this BpfHandle passed, nint socket)
    {
        using HandleHold hold = passed.Hold();
        byte payload = Payload;
        ControlMessage control = new() { Header = new() { Length = (nuint)(sizeof(ControlHeader) + sizeof(int)), Level = SolSocket, Type = Rights }, First = hold.Descriptor };
        IoVector vector = new() { Base = (nint)(&payload), Length = 1 };
        MessageHeader message = new() { Vectors = (nint)(&vector), VectorCount = 1, Control = (nint)(&control), ControlLength = (nuint)sizeof(ControlMessage) };
        return passed.Kernel.Invoke(SystemCall.SendMsg, socket, (nint)(&message), NoSignal);
    }

    /// <summary><c>recvmsg(2)</c>: <paramref name="received"/> adopts the first descriptor that comes; further ones are closed.</summary>
    /// <returns>How many descriptors came, 0 where the message had none, -EPIPE at the end of the stream, or another negated errno.</returns>
    public static nint ReceiveDescriptor(this BpfHandle received, nint socket)
    {
        byte payload;
        byte* control = stackalloc byte[ControlRoom];
        IoVector vector = new() { Base = (nint)(&payload), Length = 1 };
        MessageHeader message = new()
        {
            Vectors = (nint)(&vector),
            VectorCount = 1,
            Control = (nint)control,
            ControlLength = (nuint)ControlRoom,
        };
        nint result = received.Kernel.Invoke(SystemCall.RecvMsg, socket, (nint)(&message), CloseOnExec);
        if (result < 0) return result;
        if (result == 0) return -(nint)Errno.EPIPE;

        int count = 0;
        nint adopted = 0;
        foreach (int descriptor in Descriptors(new(control, (int)message.ControlLength)))
        {
            if (count++ == 0) adopted = received.Adopt(descriptor);
            else received.Kernel.Invoke(SystemCall.Close, descriptor);
        }

        return adopted < 0 ? adopted : count;
    }

    /// <summary>The descriptors among the control messages. A socket may be set to get others, too, as the sender's credentials (SO_PASSCRED), which come first.</summary>
    private static List<int> Descriptors(ReadOnlySpan<byte> messages)
    {
        List<int> found = [];
        while (messages.Length >= sizeof(ControlHeader))
        {
            ControlHeader header = MemoryMarshal.Read<ControlHeader>(messages);
            int length = (int)header.Length;
            if (length < sizeof(ControlHeader) || length > messages.Length) break;
            if (header is { Level: SolSocket, Type: Rights }) found.AddRange(MemoryMarshal.Cast<byte, int>(messages[sizeof(ControlHeader)..length]));
            int aligned = (length + sizeof(nuint) - 1) & ~(sizeof(nuint) - 1);
            messages = messages[Math.Min(aligned, messages.Length)..];
        }

        return found;
    }

    private static int ControlRoom => sizeof(ControlHeader) + (MostDescriptors * sizeof(int)) + OtherMessages;

    // struct iovec, msghdr and cmsghdr of a 64-bit kernel.
    private struct IoVector
    {
        public nint Base;
        public nuint Length;
    }

    private struct MessageHeader
    {
        public nint Name;
        public uint NameLength;
        public nint Vectors;
        public nuint VectorCount;
        public nint Control;
        public nuint ControlLength;
        public int Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ControlHeader
    {
        public nuint Length;
        public int Level;
        public int Type;
    }

    [StructLayout(LayoutKind.Sequential, Size = 24)]
    private struct ControlMessage
    {
        public ControlHeader Header;
        public int First;
    }
}
