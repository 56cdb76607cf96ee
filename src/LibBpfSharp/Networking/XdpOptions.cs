namespace LibBpfSharp.Networking;

/// <summary>How an XDP program is attached to an interface by a link.</summary>
public sealed record XdpOptions
{
    /// <summary>Where the program runs.</summary>
    public XdpMode Mode { get; init; }
}
