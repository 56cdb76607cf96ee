using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_LINK_DETACH</c> takes.</summary>
[Uapi("union bpf_attr", Member = "link_detach")]
[StructLayout(LayoutKind.Sequential)]
internal struct LinkDetachAttr
{
    public int LinkFd;
}
