using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_PROG_STREAM_READ_BY_FD</c> takes.</summary>
[Uapi("union bpf_attr", Member = "prog_stream_read")]
[StructLayout(LayoutKind.Sequential)]
internal struct StreamReadAttr
{
    public ulong StreamBuf;
    public uint StreamBufLen;
    public BpfStream StreamId;
    public int ProgFd;
    public uint _reserved;
}
