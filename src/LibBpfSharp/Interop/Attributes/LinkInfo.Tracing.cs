using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <content>The parts of links that trace one function or tracepoint, and of iterators.</content>
internal partial struct LinkInfo
{
    [Uapi("struct bpf_link_info", Member = "raw_tracepoint")]
    [StructLayout(LayoutKind.Sequential)]
    public struct RawTracepointPart
    {
        public ulong TpName;
        public uint TpNameLen;
        public ulong Cookie;
    }

    [Uapi("struct bpf_link_info", Member = "tracing")]
    [StructLayout(LayoutKind.Sequential)]
    public struct TracingPart
    {
        public BpfAttachType AttachType;
        public uint TargetObjId;
        public uint TargetBtfId;
        public ulong Cookie;
    }

    [Uapi("struct bpf_link_info", Member = "iter")]
    [StructLayout(LayoutKind.Explicit, Size = 32)]
    public struct IterPart
    {
        [FieldOffset(0)] public ulong TargetName;
        [FieldOffset(8)] public uint TargetNameLen;
        [FieldOffset(12)] public IterMapPart Map;
        [FieldOffset(16)] public IterCgroupPart Cgroup;
        [FieldOffset(16)] public IterTaskPart Task;
    }

    [Uapi("struct bpf_link_info", Member = "iter.map")]
    [StructLayout(LayoutKind.Sequential)]
    public struct IterMapPart
    {
        public uint MapId;
    }

    [Uapi("struct bpf_link_info", Member = "iter.cgroup")]
    [StructLayout(LayoutKind.Sequential)]
    public struct IterCgroupPart
    {
        public ulong CgroupId;
        public CgroupWalk Order;
    }

    [Uapi("struct bpf_link_info", Member = "iter.task")]
    [StructLayout(LayoutKind.Sequential)]
    public struct IterTaskPart
    {
        public int Tid;
        public int Pid;
    }
}
