using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_OBJ_GET_INFO_BY_FD</c> tells of a link: a common head, then a part per <see cref="Type"/>.</summary>
[Uapi("struct bpf_link_info")]
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct LinkInfo
{
    [FieldOffset(0)] public BpfLinkType Type;
    [FieldOffset(4)] public uint Id;
    [FieldOffset(8)] public uint ProgId;
    [FieldOffset(16)] public CgroupPart Cgroup;
    [FieldOffset(16)] public StructOpsPart StructOps;

    [Uapi("struct bpf_link_info", Member = "cgroup")]
    [StructLayout(LayoutKind.Sequential)]
    public struct CgroupPart
    {
        public ulong CgroupId;
        public BpfAttachType AttachType;
    }

    [Uapi("struct bpf_link_info", Member = "struct_ops")]
    [StructLayout(LayoutKind.Sequential)]
    public struct StructOpsPart
    {
        public uint MapId;
    }
}
