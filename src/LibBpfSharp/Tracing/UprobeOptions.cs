namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to a place in an executable or shared library.</summary>
public sealed record UprobeOptions : ProbeOptions
{
    internal static UprobeOptions Plain { get; } = new();

    /// <summary>The function: <c>malloc</c>, or <c>memcpy@GLIBC_2.14</c> for one of several versions; <c>null</c> if <see cref="ProbeOptions.Offset"/> is one in the file.</summary>
    public string? Symbol { get; init; }

    /// <summary>The process whose hits count; <c>null</c> for every process, those to come included.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Offset in the file of a 16-bit counter that the kernel raises while the probe is there (4.20), as statically defined probes have; 0 for none. Below 2³².</summary>
    public ulong ReferenceCounterOffset { get; init; }
}
