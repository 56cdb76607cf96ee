using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <content>The parts of links on many functions.</content>
internal partial struct LinkInfo
{
    [Uapi("struct bpf_link_info", Member = "kprobe_multi")]
    [StructLayout(LayoutKind.Sequential)]
    public struct KprobeMultiPart
    {
        public ulong Addrs;
        public uint Count;
        public uint Flags;
        public ulong Missed;
        public ulong Cookies;
    }

    [Uapi("struct bpf_link_info", Member = "uprobe_multi")]
    [StructLayout(LayoutKind.Sequential)]
    public struct UprobeMultiPart
    {
        public ulong Path;
        public ulong Offsets;
        public ulong RefCtrOffsets;
        public ulong Cookies;
        public uint PathSize;
        public uint Count;
        public uint Flags;
        public int Pid;
    }
}
