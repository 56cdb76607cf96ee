using System.Buffers.Binary;
using System.Net;

namespace LibBpfSharp.TestSupport;

/// <summary>Frames of a pair of interfaces, written by hand.</summary>
public static class TestFrame
{
    /// <summary>The port datagrams are for.</summary>
    public const ushort Port = 4711;

    /// <summary>How much they carry.</summary>
    public const int PayloadLength = 32;

    private const byte UdpProtocol = 17;
    private const int UdpLength = 8;

    /// <summary>A datagram of IPv4 in a frame from one interface to another.</summary>
    public static byte[] Udp(TestInterface from, TestInterface to) => Udp(from, to, IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));

    /// <summary>A datagram in a frame from one interface to another; the addresses are both of IPv4 or both of IPv6.</summary>
    public static byte[] Udp(TestInterface from, TestInterface to, IPAddress source, IPAddress destination)
    {
        byte[] datagram = new byte[UdpLength + PayloadLength];
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(0), Port);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), Port);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        return Packet(from, to, source, destination, UdpProtocol, datagram);
    }

    /// <summary>A packet of IPv6 with a list of two segments, of which the first ends at <paramref name="segment"/>.</summary>
    public static byte[] Segmented(TestInterface from, TestInterface to, IPAddress segment)
    {
        const byte RoutingHeader = 43, NothingBehind = 59, SegmentRouting = 4;
        byte[] last = IPAddress.Parse("2001:db8:8::1").GetAddressBytes();
        byte[] header = [NothingBehind, 4, SegmentRouting, 1, 1, 0, 0, 0, .. last, .. segment.GetAddressBytes()];
        return Packet(from, to, IPAddress.Parse("2001:db8::9"), segment, RoutingHeader, header);
    }

    /// <summary>Any packet of IPv4 or IPv6 in a frame from one interface to another.</summary>
    public static byte[] Packet(TestInterface from, TestInterface to, IPAddress source, IPAddress destination, byte protocol, ReadOnlySpan<byte> payload)
    {
        byte[] header = destination.GetAddressBytes().Length == 4
            ? Ipv4(source, destination, protocol, payload.Length)
            : Ipv6(source, destination, protocol, payload.Length);
        return [.. to.LinkAddress, .. from.LinkAddress, .. header, .. payload];
    }

    private static byte[] Ipv4(IPAddress source, IPAddress destination, byte protocol, int length)
    {
        byte[] packet = new byte[2 + 20];
        BinaryPrimitives.WriteUInt16BigEndian(packet, 0x0800);
        Span<byte> header = packet.AsSpan(2);
        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(header.Length + length));
        header[8] = 64;
        header[9] = protocol;
        source.GetAddressBytes().CopyTo(header[12..]);
        destination.GetAddressBytes().CopyTo(header[16..]);
        uint sum = 0;
        for (int i = 0; i < header.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)~((sum & 0xFFFF) + (sum >> 16)));
        return packet;
    }

    private static byte[] Ipv6(IPAddress source, IPAddress destination, byte protocol, int length)
    {
        byte[] packet = new byte[2 + 40];
        BinaryPrimitives.WriteUInt16BigEndian(packet, 0x86DD);
        Span<byte> header = packet.AsSpan(2);
        header[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)length);
        header[6] = protocol;
        header[7] = 64;
        source.GetAddressBytes().CopyTo(header[8..]);
        destination.GetAddressBytes().CopyTo(header[24..]);
        return packet;
    }
}
