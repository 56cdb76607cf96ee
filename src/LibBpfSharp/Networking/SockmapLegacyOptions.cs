namespace LibBpfSharp.Networking;

/// <summary>How a program is attached to a map of sockets without a link.</summary>
public sealed record SockmapLegacyOptions
{
    /// <inheritdoc cref="SockmapOptions.AttachType"/>
    public BpfAttachType? AttachType { get; init; }
}
