using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What messages about traffic control begin with.</summary>
[Uapi("struct tcmsg")]
[StructLayout(LayoutKind.Sequential)]
internal struct TrafficHead
{
    public byte TcmFamily;
    public byte _pad1;
    public ushort _pad2;
    public int TcmIfindex;
    public uint TcmHandle;
    public uint TcmParent;

    /// <summary>Of a filter: priority in the upper half, protocol in network byte order in the lower.</summary>
    public uint TcmInfo;
}
