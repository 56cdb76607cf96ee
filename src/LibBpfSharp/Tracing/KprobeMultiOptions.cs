namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to many kernel functions.</summary>
public sealed record KprobeMultiOptions
{
    internal static KprobeMultiOptions Plain { get; } = new();

    /// <summary>Whether the program runs when the functions return, in place of when they are entered.</summary>
    public bool IsReturn { get; init; }

    /// <summary>Whether the program runs at entry and return, and decides at the entry about the return (6.10). <c>null</c>: as the program was loaded.</summary>
    public bool? IsSession { get; init; }

    /// <summary>Whether a pattern or name must stand for one function only.</summary>
    public bool IsUnique { get; init; }

    /// <summary>What <c>bpf_get_attach_cookie</c> gives the program, one for each function of a list, in its order; empty for none.</summary>
    public IReadOnlyList<ulong> Cookies { get; init; } = [];
}
