namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to a kernel function.</summary>
public sealed record KprobeOptions : ProbeOptions
{
    internal static KprobeOptions Plain { get; } = new();

    /// <summary>Bytes behind the start of the function, or behind the address. It must be where an instruction begins.</summary>
    public ulong Offset { get; init; }
}
