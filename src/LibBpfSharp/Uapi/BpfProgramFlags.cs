namespace LibBpfSharp;

/// <summary>How a program is loaded (<c>prog_flags</c> of <c>BPF_PROG_LOAD</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>, <c>kernel/bpf/syscall.c</c>.</remarks>
[Flags]
[Uapi(Prefix = "BPF_F_")]
public enum BpfProgramFlags : uint
{
    /// <summary>No flag.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary><c>BPF_F_STRICT_ALIGNMENT</c>: accesses must be aligned even where the processor would not mind (4.12).</summary>
    StrictAlignment = 1,

    /// <summary><c>BPF_F_ANY_ALIGNMENT</c>: any alignment is accepted even where the processor would mind; for tests (5.0).</summary>
    AnyAlignment = 2,

    /// <summary><c>BPF_F_TEST_RND_HI32</c>: upper halves the verifier holds for unused are filled at random; for tests (5.3).</summary>
    TestRndHi32 = 4,

    /// <summary><c>BPF_F_TEST_STATE_FREQ</c>: the verifier keeps states more often; for tests (5.4).</summary>
    TestStateFreq = 8,

    /// <summary><c>BPF_F_SLEEPABLE</c>: the program may sleep and is refused helpers and hooks that forbid it (5.10).</summary>
    Sleepable = 0x10,

    /// <summary><c>BPF_F_XDP_HAS_FRAGS</c>: an XDP program copes with frames of several buffers (5.18).</summary>
    XdpHasFrags = 0x20,

    /// <summary><c>BPF_F_XDP_DEV_BOUND_ONLY</c>: an XDP program is bound to one device and may read its metadata (6.3).</summary>
    XdpDevBoundOnly = 0x40,

    /// <summary><c>BPF_F_TEST_REG_INVARIANTS</c>: A broken register invariant of the verifier is an error; for tests (6.8).</summary>
    TestRegInvariants = 0x80,

    /// <summary><c>BPF_F_TOKEN_FD</c>: A BPF token is passed along (6.9).</summary>
    TokenFd = 0x10000,
}
