namespace LibBpfSharp.Networking;

/// <summary>How a program of traffic control is attached by whichever way the kernel has.</summary>
public sealed record TcOptions
{
    internal static TcOptions Plain { get; } = new();

    /// <summary>Position and condition on a kernel with tcx (6.6); <c>null</c> for last and none.</summary>
    public TcxOptions? Tcx { get; init; }

    /// <summary>The filter made on a kernel without; <c>null</c> for the kernel's choice of handle and priority.</summary>
    public TcFilterOptions? Filter { get; init; }
}
