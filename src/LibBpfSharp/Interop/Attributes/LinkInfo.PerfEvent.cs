using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <content>The part of links on perf events.</content>
internal partial struct LinkInfo
{
    [Uapi("struct bpf_link_info", Member = "perf_event")]
    [StructLayout(LayoutKind.Explicit, Size = 48)]
    public struct PerfEventPart
    {
        [FieldOffset(0)] public PerfEventKind Type;
        [FieldOffset(8)] public PerfEventUprobePart Uprobe;
        [FieldOffset(8)] public PerfEventKprobePart Kprobe;
        [FieldOffset(8)] public PerfEventTracepointPart Tracepoint;
        [FieldOffset(8)] public PerfEventEventPart Event;
    }

    [Uapi("struct bpf_link_info", Member = "perf_event.uprobe")]
    [StructLayout(LayoutKind.Sequential)]
    public struct PerfEventUprobePart
    {
        public ulong FileName;
        public uint NameLen;
        public uint Offset;
        public ulong Cookie;
        public ulong RefCtrOffset;
    }

    [Uapi("struct bpf_link_info", Member = "perf_event.kprobe")]
    [StructLayout(LayoutKind.Sequential)]
    public struct PerfEventKprobePart
    {
        public ulong FuncName;
        public uint NameLen;
        public uint Offset;
        public ulong Addr;
        public ulong Missed;
        public ulong Cookie;
    }

    [Uapi("struct bpf_link_info", Member = "perf_event.tracepoint")]
    [StructLayout(LayoutKind.Sequential)]
    public struct PerfEventTracepointPart
    {
        public ulong TpName;
        public uint NameLen;
        public ulong Cookie;
    }

    [Uapi("struct bpf_link_info", Member = "perf_event.event")]
    [StructLayout(LayoutKind.Sequential)]
    public struct PerfEventEventPart
    {
        public ulong Config;
        public PerfEventType Type;
        public ulong Cookie;
    }
}
