using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_LINK_UPDATE</c> takes; for struct_ops the two descriptors are maps.</summary>
[Uapi("union bpf_attr", Member = "link_update")]
[StructLayout(LayoutKind.Sequential)]
internal struct LinkUpdateAttr
{
    public int LinkFd;
    public int NewProgFd;
    public BpfAttachFlags Flags;
    public int OldProgFd;
}
