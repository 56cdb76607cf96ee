using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What an iterator is attached to, behind the attributes of <c>BPF_LINK_CREATE</c>.</summary>
[Uapi("union bpf_iter_link_info")]
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct IterLinkInfo
{
    [FieldOffset(0)] public MapPart Map;
    [FieldOffset(0)] public CgroupPart Cgroup;
    [FieldOffset(0)] public TaskPart Task;

    [Uapi("union bpf_iter_link_info", Member = "map")]
    [StructLayout(LayoutKind.Sequential)]
    public struct MapPart
    {
        public int MapFd;
    }

    [Uapi("union bpf_iter_link_info", Member = "cgroup")]
    [StructLayout(LayoutKind.Sequential)]
    public struct CgroupPart
    {
        public CgroupWalk Order;
        public int CgroupFd;
        public ulong CgroupId;
    }

    [Uapi("union bpf_iter_link_info", Member = "task")]
    [StructLayout(LayoutKind.Sequential)]
    public struct TaskPart
    {
        public int Tid;
        public int Pid;
        public uint PidFd;
    }
}
