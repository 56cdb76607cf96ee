using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What messages about routes begin with.</summary>
[Uapi("struct rtmsg")]
[StructLayout(LayoutKind.Sequential)]
internal struct RouteHead
{
    public byte RtmFamily;
    public byte RtmDstLen;
    public byte RtmSrcLen;
    public byte RtmTos;
    public byte RtmTable;
    public byte RtmProtocol;
    public byte RtmScope;
    public byte RtmType;
    public uint RtmFlags;
}
