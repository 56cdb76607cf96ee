using System.Net;
using System.Net.Sockets;

namespace LibBpfSharp.Samples.Generator;

/// <summary>One of the four conversations: an IP version and a protocol.</summary>
internal readonly record struct Peer(int IpVersion, ProtocolType Protocol)
{
    public static readonly Peer[] All =
        [new(4, ProtocolType.Udp), new(6, ProtocolType.Udp), new(4, ProtocolType.Tcp), new(6, ProtocolType.Tcp)];

    public IPAddress Loopback => IpVersion == 4 ? IPAddress.Loopback : IPAddress.IPv6Loopback;

    private int IpHeaderLength => IpVersion == 4 ? 20 : 40;

    public Socket CreateSocket() => new(
        Loopback.AddressFamily,
        Protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream,
        Protocol);

    /// <summary>The flow of datagrams this sent; a datagram's IP length is IP header, 8 bytes of UDP header and payload.</summary>
    public TrafficFlow Datagrams(string direction, int port, long datagrams, long payload)
        => new(direction, IpVersion, "udp", port, datagrams, (datagrams * (IpHeaderLength + 8)) + payload, payload);

    /// <summary>The flow of a stream: the kernel decides how many packets it becomes.</summary>
    public TrafficFlow Stream(string direction, int port, long payload)
        => new(direction, IpVersion, "tcp", port, null, null, payload);

    /// <summary>Segments a connection has sent again: <c>tcpi_total_retrans</c> of <c>struct tcp_info</c> (linux/tcp.h).</summary>
    public static long RetransmittedSegments(Socket connection)
    {
        const int SolTcp = 6, TcpInfo = 11, TotalRetransOffset = 100;
        Span<byte> info = stackalloc byte[TotalRetransOffset + sizeof(uint)];
        connection.GetRawSocketOption(SolTcp, TcpInfo, info);
        return BitConverter.ToUInt32(info[TotalRetransOffset..]);
    }
}
