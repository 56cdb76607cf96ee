namespace LibBpfSharp.Networking;

/// <summary>A program at the ingress or egress of an interface, in a list (tcx). Linux 6.6.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class TcxLink : BpfLink
{
    internal TcxLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override BpfDeviceLinkInfo Info => new(Head);

    /// <summary>Whether the link was detached or its interface is gone: then it stays without effect, and updates of it fail.</summary>
    /// <inheritdoc cref="BpfLink.Info" path="/exception"/>
    public override bool IsDefunct => Info.Interface is null;

    /// <inheritdoc/>
    public override TcxLink Duplicate() => Duplicate(static (handle, rooted) => new TcxLink(handle, rooted));

    private protected override bool? TakesUpdates => true;
}
