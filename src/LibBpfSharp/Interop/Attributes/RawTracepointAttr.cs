using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_RAW_TRACEPOINT_OPEN</c> takes; the cookie counts since 6.10.</summary>
[Uapi("union bpf_attr", Member = "raw_tracepoint")]
[StructLayout(LayoutKind.Sequential)]
internal struct RawTracepointAttr
{
    public ulong Name;
    public int ProgFd;
    public uint _reserved;
    public ulong Cookie;
}
