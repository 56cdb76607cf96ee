namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to many sites of an executable or shared library.</summary>
public sealed record UprobeMultiOptions
{
    internal static UprobeMultiOptions Plain { get; } = new();

    /// <summary>Whether the program runs when the functions return, in place of when they are entered.</summary>
    public bool IsReturn { get; init; }

    /// <summary>Whether the program runs at entry and return, and decides at the entry about the return (6.13). <c>null</c>: as the program was loaded.</summary>
    public bool? IsSession { get; init; }

    /// <summary>The process whose hits count, 0 for this one; <c>null</c> for every process, those to come included.</summary>
    public int? ProcessId { get; init; }

    /// <summary>What <c>bpf_get_attach_cookie</c> gives the program, one for each site of a list, in its order; empty for none.</summary>
    public IReadOnlyList<ulong> Cookies { get; init; } = [];

    /// <summary>Offsets of the counters that the kernel raises while the probes are there, one for each site of a list; empty for none.</summary>
    public IReadOnlyList<ulong> ReferenceCounterOffsets { get; init; } = [];
}
