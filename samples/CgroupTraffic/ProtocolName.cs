using System.Globalization;

namespace LibBpfSharp.Samples.CgroupTraffic;

/// <summary>Names of IP protocols (the registry of protocol numbers of IANA).</summary>
internal static class ProtocolName
{
    public static string Of(byte protocol) => protocol switch
    {
        1 => "icmp",
        6 => "tcp",
        17 => "udp",
        58 => "icmp6",
        132 => "sctp",
        _ => protocol.ToString(CultureInfo.InvariantCulture),
    };
}
