using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_OBJ_GET_INFO_BY_FD</c> takes; <see cref="InfoLen"/> comes back as the length this kernel filled.</summary>
[Uapi("union bpf_attr", Member = "info")]
[StructLayout(LayoutKind.Sequential)]
internal struct ObjectInfoAttr
{
    public int BpfFd;
    public uint InfoLen;
    public ulong Info;
}
