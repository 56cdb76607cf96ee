namespace LibBpfSharp.Introspection;

/// <summary>Statistics the kernel keeps while asked to (<c>enum bpf_stats_type</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>; kernel 5.8.</remarks>
[Uapi(Prefix = "BPF_STATS_")]
public enum BpfStatsType : uint
{
    /// <summary><c>BPF_STATS_RUN_TIME</c>: run time and run count of every program.</summary>
    RunTime = 0,
}
