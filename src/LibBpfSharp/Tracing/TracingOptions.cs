namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to the target in BTF that it was loaded for.</summary>
public sealed record TracingOptions
{
    /// <summary>What <c>bpf_get_attach_cookie</c> gives the program (5.19); 0 for none.</summary>
    public ulong Cookie { get; init; }

    /// <summary>
    /// What the program was loaded as; <c>null</c> for <see cref="BpfProgram.ExpectedAttachType"/>. The kernel does not tell it of a program opened by pin, id or socket,
    /// which is then attached by <c>BPF_RAW_TRACEPOINT_OPEN</c>, and takes no cookie.
    /// </summary>
    public BpfAttachType? AttachType { get; init; }
}
