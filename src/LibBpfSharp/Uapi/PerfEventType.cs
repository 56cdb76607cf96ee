namespace LibBpfSharp.Tracing;

/// <summary>Kinds of perf events (<c>enum perf_type_id</c>). Others are numbered by <c>/sys/bus/event_source/devices/…/type</c>.</summary>
/// <remarks>Source: <c>include/uapi/linux/perf_event.h</c>.</remarks>
[Uapi(Prefix = "PERF_TYPE_")]
public enum PerfEventType : uint
{
    /// <summary>Counters every processor has: cycles, instructions.</summary>
    Hardware = 0,

    /// <summary>What the kernel itself counts: clocks, context switches, page faults.</summary>
    Software = 1,

    /// <summary>Tracepoints, by the number tracefs gives them.</summary>
    Tracepoint = 2,

    /// <summary>Cache hits and misses.</summary>
    [UapiName("PERF_TYPE_HW_CACHE")]
    HwCache = 3,

    /// <summary>The processor's own event codes.</summary>
    Raw = 4,

    /// <summary>Hardware breakpoints.</summary>
    Breakpoint = 5,
}
