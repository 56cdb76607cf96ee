namespace LibBpfSharp.Samples;

/// <summary>What passed between a cgroup and one remote port, in one direction.</summary>
/// <param name="Direction"><c>ingress</c> or <c>egress</c>, as the cgroup sees it.</param>
/// <param name="IpVersion">4 or 6.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>icmp6</c> or the protocol's number.</param>
/// <param name="RemotePort">The other side's port; 0 for protocols without ports.</param>
/// <param name="Packets">Packets; <c>null</c> where the writer cannot know (a sender of a TCP stream).</param>
/// <param name="Bytes">Bytes from the IP header on; <c>null</c> where the writer cannot know.</param>
/// <param name="PayloadBytes">Bytes after the TCP or UDP header.</param>
internal sealed record TrafficFlow(string Direction, int IpVersion, string Protocol, int RemotePort, long? Packets, long? Bytes, long PayloadBytes);
