namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to a raw tracepoint.</summary>
public sealed record RawTracepointOptions
{
    /// <summary>What <c>bpf_get_attach_cookie</c> gives the program (6.10); 0 for none.</summary>
    public ulong Cookie { get; init; }
}
