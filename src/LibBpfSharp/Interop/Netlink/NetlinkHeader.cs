using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What every netlink message begins with.</summary>
[Uapi("struct nlmsghdr")]
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkHeader
{
    public uint NlmsgLen;
    public ushort NlmsgType;
    public ushort NlmsgFlags;
    public uint NlmsgSeq;
    public uint NlmsgPid;
}
