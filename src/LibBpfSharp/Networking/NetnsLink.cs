namespace LibBpfSharp.Networking;

/// <summary>A program of a network namespace: a flow dissector, or a lookup of sockets. Linux 5.8, socket lookup 5.9.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class NetnsLink : BpfLink
{
    internal NetnsLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override NetnsLinkInfo Info => new(Head);

    /// <summary>Whether the link was detached or its namespace is gone: then it stays without effect, and updates of it fail.</summary>
    /// <inheritdoc cref="BpfLink.Info" path="/exception"/>
    public override bool IsDefunct => Info.NamespaceId == 0;

    /// <inheritdoc/>
    public override NetnsLink Duplicate() => Duplicate(static (handle, rooted) => new NetnsLink(handle, rooted));

    private protected override bool? TakesUpdates => true;
}
