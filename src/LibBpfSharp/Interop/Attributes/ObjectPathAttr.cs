using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_OBJ_PIN</c> and <c>BPF_OBJ_GET</c> take; <see cref="PathFd"/> counts with <see cref="BpfFileFlags.PathFd"/> (6.5).</summary>
[Uapi("union bpf_attr")]
[StructLayout(LayoutKind.Sequential)]
internal struct ObjectPathAttr
{
    public ulong Pathname;
    public int BpfFd;
    public BpfFileFlags FileFlags;
    public int PathFd;
    public uint _reserved;
}
