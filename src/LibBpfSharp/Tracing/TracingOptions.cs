namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to the target in BTF that it was loaded for.</summary>
public sealed record TracingOptions
{
    /// <summary>What <c>bpf_get_attach_cookie</c> gives the program (5.19); 0 for none.</summary>
    public ulong Cookie { get; init; }
}
