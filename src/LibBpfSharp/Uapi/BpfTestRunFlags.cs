namespace LibBpfSharp.Running;

/// <summary>How <c>BPF_PROG_TEST_RUN</c> runs a program.</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>, <c>net/bpf/test_run.c</c>.</remarks>
[Flags]
[Uapi(Prefix = "BPF_F_")]
public enum BpfTestRunFlags : uint
{
    /// <summary>No flag.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary><c>BPF_F_TEST_RUN_ON_CPU</c>: run on the CPU given; raw tracepoints (5.10).</summary>
    TestRunOnCpu = 1,

    /// <summary><c>BPF_F_TEST_XDP_LIVE_FRAMES</c>: send XDP frames on as the verdict says (5.18).</summary>
    TestXdpLiveFrames = 2,

    /// <summary><c>BPF_F_TEST_SKB_CHECKSUM_COMPLETE</c>: give the packet a complete checksum and validate it (6.11).</summary>
    TestSkbChecksumComplete = 4,
}
