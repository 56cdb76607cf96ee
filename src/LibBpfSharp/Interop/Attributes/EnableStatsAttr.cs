using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_ENABLE_STATS</c> takes.</summary>
[Uapi("union bpf_attr", Member = "enable_stats")]
[StructLayout(LayoutKind.Sequential)]
internal struct EnableStatsAttr
{
    public BpfStatsType Type;
}
