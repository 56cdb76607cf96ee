using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>How a program is loaded (<c>prog_flags</c> of <c>BPF_PROG_LOAD</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>, <c>kernel/bpf/syscall.c</c>.</remarks>
[Flags]
[Uapi("linux/bpf.h", Prefix = "BPF_F_")]
public enum BpfProgramFlags : uint
{
    /// <summary>No flag.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary>Accesses must be aligned even where the processor would not mind (4.12).</summary>
    StrictAlignment = 1,

    /// <summary>Any alignment is accepted even where the processor would mind; for tests (5.0).</summary>
    AnyAlignment = 2,

    /// <summary>Upper halves the verifier holds for unused are filled at random; for tests (5.3).</summary>
    TestRndHi32 = 4,

    /// <summary>The verifier keeps states more often; for tests (5.4).</summary>
    TestStateFreq = 8,

    /// <summary>The program may sleep and is refused helpers and hooks that forbid it (5.10).</summary>
    Sleepable = 0x10,

    /// <summary>An XDP program copes with frames of several buffers (5.18).</summary>
    XdpHasFrags = 0x20,

    /// <summary>An XDP program is bound to one device and may read its metadata (6.3).</summary>
    XdpDevBoundOnly = 0x40,

    /// <summary>A broken register invariant of the verifier is an error; for tests (6.8).</summary>
    TestRegInvariants = 0x80,

    /// <summary>A BPF token is passed along (6.9).</summary>
    TokenFd = 0x10000,
}
