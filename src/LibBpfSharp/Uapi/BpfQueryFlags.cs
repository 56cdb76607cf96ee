namespace LibBpfSharp;

/// <summary>What <c>BPF_PROG_QUERY</c> reports.</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>.</remarks>
[Flags]
[Uapi(Prefix = "BPF_F_QUERY_")]
public enum BpfQueryFlags : uint
{
    /// <summary>What is attached to the target itself.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary><c>BPF_F_QUERY_EFFECTIVE</c>: what runs for a cgroup's events, inherited programs included (4.15).</summary>
    Effective = 1,
}
