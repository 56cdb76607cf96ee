namespace LibBpfSharp.Networking;

/// <summary>How a program is attached to a network namespace by a link.</summary>
public sealed record NetnsOptions
{
    /// <summary>The namespace, which need not stay open; <c>null</c> for the one the calling thread is in.</summary>
    public NetworkNamespace? Namespace { get; init; }
}
