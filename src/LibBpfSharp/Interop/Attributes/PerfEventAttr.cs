using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>perf_event_open(2)</c> takes. Kernels that know fewer fields take it as long as the tail is zero.</summary>
[Uapi("struct perf_event_attr")]
[StructLayout(LayoutKind.Explicit, Size = 144)]
internal struct PerfEventAttr
{
    [FieldOffset(0)] public uint Type;
    [FieldOffset(4)] public uint Size;
    [FieldOffset(8)] public ulong Config;

    /// <summary>Events per sample, or samples per second where bit <see cref="PerfEventCalls.SampleByFrequency"/> is set.</summary>
    [FieldOffset(16)] public ulong SamplePeriod;

    [FieldOffset(24)] public ulong SampleType;

    /// <summary>Single bits, which C gives no address.</summary>
    [FieldOffset(40)] public ulong _bits;

    /// <summary>Events for a wake-up; bytes where bit <see cref="PerfEventCalls.WakeUpByBytes"/> is set.</summary>
    [FieldOffset(48)] public uint WakeupEvents;

    /// <summary>Of a kprobe the function's name, of a uprobe the file's.</summary>
    [FieldOffset(56)] public ulong Config1;

    /// <summary>Offset in the function or file; the address of a kprobe without a name.</summary>
    [FieldOffset(64)] public ulong Config2;
}
