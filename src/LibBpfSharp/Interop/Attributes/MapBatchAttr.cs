using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What the four batch commands take; <see cref="Count"/> comes back as the number of elements done.</summary>
[Uapi("union bpf_attr", Member = "batch")]
[StructLayout(LayoutKind.Sequential)]
internal struct MapBatchAttr
{
    public ulong InBatch;
    public ulong OutBatch;
    public ulong Keys;
    public ulong Values;
    public uint Count;
    public int MapFd;
    public BpfElementFlags ElemFlags;
    public ulong Flags;
}
