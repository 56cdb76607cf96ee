using System.Runtime.InteropServices;

namespace LibBpfSharp.Samples.CgroupTraffic;

/// <summary><c>struct flow_stats</c> of traffic.bpf.c.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FlowStats(ulong Packets, ulong Bytes, ulong PayloadBytes)
{
    public static FlowStats operator +(FlowStats a, FlowStats b)
        => new(a.Packets + b.Packets, a.Bytes + b.Bytes, a.PayloadBytes + b.PayloadBytes);
}
