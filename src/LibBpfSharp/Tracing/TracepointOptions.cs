namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to a tracepoint.</summary>
public sealed record TracepointOptions
{
    /// <summary>What <c>bpf_get_attach_cookie</c> gives the program (5.15); 0 for none.</summary>
    public ulong Cookie { get; init; }

    /// <summary>Attaches as kernels before 5.15 do, by <c>ioctl(2)</c>, also where there are links.</summary>
    public bool WithoutLink { get; init; }
}
