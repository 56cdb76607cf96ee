using System.Net;

namespace LibBpfSharp.Networking;

/// <summary>A route whose packets a program sees.</summary>
public sealed record BpfRouteOptions
{
    /// <summary>Where the packets are for: a prefix of IPv4 or IPv6.</summary>
    public required IPNetwork Destination { get; init; }

    /// <summary>The interface the route leads to. Routes of local delivery and of segments need one as well; which one is of no weight.</summary>
    public required BpfInterface Interface { get; init; }

    /// <summary>The next hop; <c>null</c> where the destination is on the link.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>Whether the destination is this machine, so that LwtIn programs see what arrives for it: the route goes to table <c>local</c>.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The routing table; 0 for <c>main</c>, or <c>local</c>.</summary>
    public uint Table { get; init; }

    /// <summary>The metric: of routes with the same prefix the lowest counts; 0 for the kernel's default.</summary>
    public uint Metric { get; init; }

    /// <summary>Bytes that an LwtXmit program may put before a packet, at most 256.</summary>
    public int Headroom { get; init; }
}
