using System.Runtime.InteropServices;

namespace LibBpfSharp.Samples.CgroupTraffic;

/// <summary><c>struct flow_key</c> of traffic.bpf.c.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FlowKey
{
    public readonly byte Direction;
    public readonly byte IpVersion;
    public readonly byte Protocol;
    private readonly byte _zero;
    public readonly ushort RemotePort;
    private readonly ushort _zero2;
}
