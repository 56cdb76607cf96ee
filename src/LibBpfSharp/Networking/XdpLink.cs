namespace LibBpfSharp.Networking;

/// <summary>A program that sees every packet an interface receives, before the network stack does (XDP). Linux 5.9.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class XdpLink : BpfLink
{
    internal XdpLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override XdpLinkInfo Info => new(Head);

    /// <summary>Whether the link was detached or its interface is gone: then it stays without effect, and updates of it fail.</summary>
    /// <inheritdoc cref="BpfLink.Info" path="/exception"/>
    public override bool IsDefunct => Info.Interface is null;

    /// <inheritdoc/>
    public override XdpLink Duplicate() => Duplicate(static (handle, rooted) => new XdpLink(handle, rooted));

    private protected override bool? TakesUpdates => true;
}
