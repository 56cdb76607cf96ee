using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_OBJ_GET_INFO_BY_FD</c> tells of a link: a common head, then a part per <see cref="Type"/>.</summary>
[Uapi("struct bpf_link_info")]
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal partial struct LinkInfo
{
    [FieldOffset(0)] public BpfLinkType Type;
    [FieldOffset(4)] public uint Id;
    [FieldOffset(8)] public uint ProgId;
    [FieldOffset(16)] public RawTracepointPart RawTracepoint;
    [FieldOffset(16)] public TracingPart Tracing;
    [FieldOffset(16)] public IterPart Iter;
    [FieldOffset(16)] public PerfEventPart PerfEvent;
    [FieldOffset(16)] public KprobeMultiPart KprobeMulti;
    [FieldOffset(16)] public UprobeMultiPart UprobeMulti;
    [FieldOffset(16)] public CgroupPart Cgroup;
    [FieldOffset(16)] public StructOpsPart StructOps;
    [FieldOffset(16)] public NetnsPart Netns;
    [FieldOffset(16)] public XdpPart Xdp;
    [FieldOffset(16)] public DevicePart Device;
    [FieldOffset(16)] public NetfilterPart Netfilter;
    [FieldOffset(16)] public SockmapPart Sockmap;

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

    [Uapi("struct bpf_link_info", Member = "netns")]
    [StructLayout(LayoutKind.Sequential)]
    public struct NetnsPart
    {
        public uint NetnsIno;
        public BpfAttachType AttachType;
    }

    [Uapi("struct bpf_link_info", Member = "xdp")]
    [StructLayout(LayoutKind.Sequential)]
    public struct XdpPart
    {
        public uint Ifindex;
    }

    [Uapi("struct bpf_link_info", Member = "tcx")]
    [Uapi("struct bpf_link_info", Member = "netkit")]
    [StructLayout(LayoutKind.Sequential)]
    public struct DevicePart
    {
        public uint Ifindex;
        public BpfAttachType AttachType;
    }

    [Uapi("struct bpf_link_info", Member = "netfilter")]
    [StructLayout(LayoutKind.Sequential)]
    public struct NetfilterPart
    {
        public uint Pf;
        public uint Hooknum;
        public int Priority;
        public uint Flags;
    }

    [Uapi("struct bpf_link_info", Member = "sockmap")]
    [StructLayout(LayoutKind.Sequential)]
    public struct SockmapPart
    {
        public uint MapId;
        public BpfAttachType AttachType;
    }
}
