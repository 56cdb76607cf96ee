using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_ITER_CREATE</c> takes.</summary>
[Uapi("union bpf_attr", Member = "iter_create")]
[StructLayout(LayoutKind.Sequential)]
internal struct IterCreateAttr
{
    public int LinkFd;
    public uint Flags;
}
