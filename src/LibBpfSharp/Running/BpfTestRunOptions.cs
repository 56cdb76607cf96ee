namespace LibBpfSharp.Running;

/// <summary>What a program is run on (<c>BPF_PROG_TEST_RUN</c>), and where its output goes. Nothing is copied on the way to the kernel and back.</summary>
/// <remarks>
/// What a type of program takes differs: those of the network stack a packet and a context, raw tracepoints and syscall programs a context and
/// nothing else, fentry and its kin nothing at all. Source: <c>net/bpf/test_run.c</c>.
/// </remarks>
public readonly ref struct BpfTestRunOptions
{
    /// <summary>The packet, beginning with its Ethernet header: 14 bytes at least, and as many as fit a page.</summary>
    public ReadOnlySpan<byte> Data { get; init; }

    /// <summary>Where the packet goes as the program leaves it; empty if only its length is wanted.</summary>
    public Span<byte> DataOut { get; init; }

    /// <summary>
    /// The context, in the kernel's layout and byte order: <c>struct __sk_buff</c> or <c>struct xdp_md</c>; for a raw tracepoint its arguments,
    /// 64 bits each; for a syscall program what it says (5.9 and later, 4.12 for packets alone).
    /// </summary>
    public ReadOnlySpan<byte> Context { get; init; }

    /// <summary>Where the context goes as the program leaves it. For a syscall program as long as <see cref="Context"/>; both may be the same memory.</summary>
    public Span<byte> ContextOut { get; init; }

    /// <summary>How often the program runs; 0 and 1 are once. Only for programs that take a packet.</summary>
    public uint Repeat { get; init; }

    /// <summary>The CPU a raw tracepoint program runs on (5.10); <c>null</c> for the one this thread happens to be on.</summary>
    public int? Cpu { get; init; }

    /// <summary>Whether XDP frames go on as the verdict says, in place of being looked at and dropped (5.18). They are packets that leave the machine.</summary>
    public bool LiveFrames { get; init; }

    /// <summary>How many live frames are on their way at a time, up to 256; 0 for the kernel's choice, 64.</summary>
    public uint BatchSize { get; init; }

    /// <summary>Whether the packet gets a complete checksum, which the kernel compares afterwards (6.11).</summary>
    public bool CompleteChecksum { get; init; }

    internal BpfTestRunFlags Flags => (Cpu is null ? 0 : BpfTestRunFlags.TestRunOnCpu)
        | (LiveFrames ? BpfTestRunFlags.TestXdpLiveFrames : 0)
        | (CompleteChecksum ? BpfTestRunFlags.TestSkbChecksumComplete : 0);
}
