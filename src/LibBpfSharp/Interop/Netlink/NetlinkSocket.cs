using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>Speaks with the kernel by netlink, one request at a time. The socket stays in the network namespace it was opened in.</summary>
internal sealed class NetlinkSocket : IDisposable
{
    private readonly DescriptorHandle _socket;
    private uint _sequence;

    private NetlinkSocket(DescriptorHandle socket) => _socket = socket;

    /// <summary>Opens a socket in the network namespace of the calling thread.</summary>
    /// <exception cref="BpfException">The kernel gives none: it is built without, or the process is out of descriptors.</exception>
    public static NetlinkSocket Open(Kernel kernel, NetlinkFamily family)
    {
        Errno errno = kernel.OpenNetlink(family, out DescriptorHandle socket).ToErrno();
        return errno == Errno.None ? new(socket) : throw new BpfException($"No netlink socket can be opened: {errno.Describe()}.", errno);
    }

    /// <summary>Makes a request and reads all of its answer.</summary>
    public NetlinkReply Ask(NetlinkRequest request)
    {
        Errno sent = _socket.SendNetlink(request.ToBytes(++_sequence)).ToErrno();
        if (sent != Errno.None) return new(_socket.Kernel, sent, null, []);

        List<NetlinkMessage> messages = [];
        while (true)
        {
            Errno received = _socket.ReceiveNetlink(out byte[] datagram).ToErrno();
            if (received != Errno.None) return new(_socket.Kernel, received, null, messages);
            if (ReadAll(datagram, messages) is { } end) return end;
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <returns>The whole answer, once its end is there.</returns>
    private NetlinkReply? ReadAll(ReadOnlySpan<byte> datagram, List<NetlinkMessage> messages)
    {
        int headerLength = Unsafe.SizeOf<NetlinkHeader>();
        while (datagram.Length >= headerLength)
        {
            NetlinkHeader header = MemoryMarshal.Read<NetlinkHeader>(datagram);
            int length = (int)Math.Min(header.NlmsgLen, (uint)datagram.Length);
            if (length < headerLength) break;
            ReadOnlySpan<byte> payload = datagram[headerLength..length];
            datagram = datagram[Math.Min(datagram.Length, NetlinkAttributes.Align(length))..];
            if (header.NlmsgSeq != _sequence) continue;
            if (header.NlmsgType is (ushort)NetlinkControl.Error or (ushort)NetlinkControl.Done) return End(header, payload, messages);
            messages.Add(new NetlinkMessage(header.NlmsgType, payload.ToArray()));
        }

        return null;
    }

    private NetlinkReply End(NetlinkHeader header, ReadOnlySpan<byte> payload, List<NetlinkMessage> messages)
    {
        Errno errno = payload.Length < sizeof(int) ? Errno.None : (Errno)(-MemoryMarshal.Read<int>(payload));
        if (header.NlmsgType != (ushort)NetlinkControl.Error || !((NetlinkFlags)header.NlmsgFlags).HasFlag(NetlinkFlags.AckTlvs)) return new(_socket.Kernel, errno, null, messages);

        // Behind the number comes the request, or its header alone.
        int requestLength = ((NetlinkFlags)header.NlmsgFlags).HasFlag(NetlinkFlags.Capped)
            ? Unsafe.SizeOf<NetlinkHeader>()
            : NetlinkAttributes.Align((int)MemoryMarshal.Read<NetlinkHeader>(payload[sizeof(int)..]).NlmsgLen);
        NetlinkAttributes attributes = new(payload[Math.Min(payload.Length, sizeof(int) + requestLength)..]);
        return new(_socket.Kernel, errno, attributes.Text(NetlinkErrorAttribute.Msg), messages);
    }
}
