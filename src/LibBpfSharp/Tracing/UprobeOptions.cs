namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to a place in an executable or shared library.</summary>
public sealed record UprobeOptions : ProbeOptions
{
    internal static UprobeOptions Plain { get; } = new();

    /// <summary>Bytes behind the start of the function, or behind the offset in the file. It must be where an instruction begins.</summary>
    public ulong Offset { get; init; }

    /// <summary>The process whose hits count; <c>null</c> for every process, those to come included.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Offset in the file of a 16-bit counter that the kernel raises while the probe is there (4.20), as statically defined probes have; 0 for none. Below 2³².</summary>
    public ulong ReferenceCounterOffset { get; init; }
}
