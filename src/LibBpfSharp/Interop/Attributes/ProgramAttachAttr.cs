using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_PROG_ATTACH</c> and <c>BPF_PROG_DETACH</c> take; the target is a descriptor or an interface index.</summary>
[Uapi("union bpf_attr")]
[StructLayout(LayoutKind.Sequential)]
internal struct ProgramAttachAttr
{
    public int TargetFd;
    public int AttachBpfFd;
    public BpfAttachType AttachType;
    public BpfAttachFlags AttachFlags;
    public int ReplaceBpfFd;
    public uint RelativeFd;
    public ulong ExpectedRevision;
}
