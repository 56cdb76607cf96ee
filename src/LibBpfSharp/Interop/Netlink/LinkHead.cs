using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What messages about a network interface begin with.</summary>
[Uapi("struct ifinfomsg")]
[StructLayout(LayoutKind.Sequential)]
internal struct LinkHead
{
    public byte IfiFamily;
    public byte _pad;
    public ushort IfiType;
    public int IfiIndex;
    public uint IfiFlags;
    public uint IfiChange;
}
