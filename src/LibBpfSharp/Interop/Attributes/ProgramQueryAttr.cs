using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_PROG_QUERY</c> takes; flags, counts and revision come back.</summary>
[Uapi("union bpf_attr", Member = "query")]
[StructLayout(LayoutKind.Sequential)]
internal struct ProgramQueryAttr
{
    public int TargetFd;
    public BpfAttachType AttachType;
    public BpfQueryFlags QueryFlags;
    public BpfAttachFlags AttachFlags;
    public ulong ProgIds;
    public uint ProgCnt;
    public uint _reserved;
    public ulong ProgAttachFlags;
    public ulong LinkIds;
    public ulong LinkAttachFlags;
    public ulong Revision;
}
