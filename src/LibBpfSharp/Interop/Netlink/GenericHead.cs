using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What messages of generic netlink begin with.</summary>
[Uapi("struct genlmsghdr")]
[StructLayout(LayoutKind.Sequential)]
internal struct GenericHead
{
    public byte Cmd;
    public byte Version;
    public ushort _reserved;
}
