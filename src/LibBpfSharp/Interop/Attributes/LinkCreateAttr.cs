using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_LINK_CREATE</c> takes: a common head, then what the kind of link needs. tcx, netkit and cgroup share <see cref="Ordered"/>.</summary>
[Uapi("union bpf_attr", Member = "link_create")]
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct LinkCreateAttr
{
    [FieldOffset(0)] public int ProgFd;
    [FieldOffset(4)] public int TargetFd;
    [FieldOffset(8)] public BpfAttachType AttachType;
    [FieldOffset(12)] public BpfAttachFlags Flags;
    [FieldOffset(16)] public uint TargetBtfId;
    [FieldOffset(16)] public IterTarget Iter;
    [FieldOffset(16)] public PerfEventTarget PerfEvent;
    [FieldOffset(16)] public KprobeMultiTarget KprobeMulti;
    [FieldOffset(16)] public TracingTarget Tracing;
    [FieldOffset(16)] public NetfilterTarget Netfilter;
    [FieldOffset(16)] public OrderedTarget Ordered;
    [FieldOffset(16)] public UprobeMultiTarget UprobeMulti;
    [FieldOffset(16)] public TracingMultiTarget TracingMulti;

    [Uapi("union bpf_attr", Member = "link_create")]
    [StructLayout(LayoutKind.Sequential)]
    public struct IterTarget
    {
        public ulong IterInfo;
        public uint IterInfoLen;
        public uint _reserved;
    }

    [Uapi("union bpf_attr", Member = "link_create.perf_event")]
    [StructLayout(LayoutKind.Sequential)]
    public struct PerfEventTarget
    {
        public ulong BpfCookie;
    }

    [Uapi("union bpf_attr", Member = "link_create.kprobe_multi")]
    [StructLayout(LayoutKind.Sequential)]
    public struct KprobeMultiTarget
    {
        public uint Flags;
        public uint Cnt;
        public ulong Syms;
        public ulong Addrs;
        public ulong Cookies;
    }

    [Uapi("union bpf_attr", Member = "link_create.tracing")]
    [StructLayout(LayoutKind.Sequential)]
    public struct TracingTarget
    {
        public uint TargetBtfId;
        public uint _reserved;
        public ulong Cookie;
    }

    [Uapi("union bpf_attr", Member = "link_create.netfilter")]
    [StructLayout(LayoutKind.Sequential)]
    public struct NetfilterTarget
    {
        public uint Pf;
        public uint Hooknum;
        public int Priority;
        public uint Flags;
    }

    [Uapi("union bpf_attr", Member = "link_create.cgroup")]
    [Uapi("union bpf_attr", Member = "link_create.tcx")]
    [Uapi("union bpf_attr", Member = "link_create.netkit")]
    [StructLayout(LayoutKind.Sequential)]
    public struct OrderedTarget
    {
        public uint RelativeFd;
        public uint _reserved;
        public ulong ExpectedRevision;
    }

    [Uapi("union bpf_attr", Member = "link_create.uprobe_multi")]
    [StructLayout(LayoutKind.Sequential)]
    public struct UprobeMultiTarget
    {
        public ulong Path;
        public ulong Offsets;
        public ulong RefCtrOffsets;
        public ulong Cookies;
        public uint Cnt;
        public uint Flags;
        public int Pid;
        public int PathFd;
    }

    [Uapi("union bpf_attr", Member = "link_create.tracing_multi")]
    [StructLayout(LayoutKind.Sequential)]
    public struct TracingMultiTarget
    {
        public ulong Ids;
        public ulong Cookies;
        public uint Cnt;
        public uint _reserved;
    }
}
