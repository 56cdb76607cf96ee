namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to a statically defined probe.</summary>
public sealed record UsdtOptions
{
    internal static UsdtOptions Plain { get; } = new();

    /// <summary>The process whose hits count, 0 for this one; <c>null</c> for every process, those to come included.</summary>
    public int? ProcessId { get; init; }

    /// <summary>What <c>bpf_usdt_cookie</c> gives the program; works on every kernel. <c>bpf_get_attach_cookie</c> is taken by the library itself.</summary>
    public ulong Cookie { get; init; }
}
