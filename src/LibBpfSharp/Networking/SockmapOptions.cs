namespace LibBpfSharp.Networking;

/// <summary>How a program is attached to a map of sockets by a link.</summary>
public sealed record SockmapOptions
{
    /// <summary>
    /// Where on the map it runs; <c>null</c> for <see cref="BpfProgram.ExpectedAttachType"/>, or for programs of type SkMsg the only one.
    /// <c>SEC("sk_skb")</c> names none.
    /// </summary>
    public BpfAttachType? AttachType { get; init; }
}
