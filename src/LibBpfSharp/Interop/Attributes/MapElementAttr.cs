using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What the element commands and <c>BPF_MAP_FREEZE</c> take; <see cref="Value"/> is the next key of <c>BPF_MAP_GET_NEXT_KEY</c>.</summary>
[Uapi("union bpf_attr")]
[StructLayout(LayoutKind.Sequential)]
internal struct MapElementAttr
{
    public int MapFd;
    public uint _reserved;
    public ulong Key;
    public ulong Value;
    public BpfElementFlags Flags;
}
