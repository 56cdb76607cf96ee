namespace LibBpfSharp.Networking;

/// <summary>A program at a netkit pair, in a list. Linux 6.7.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class NetkitLink : BpfLink
{
    internal NetkitLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override BpfDeviceLinkInfo Info => new(Head);

    /// <summary>Whether the link was detached or its pair is gone: then it stays without effect, and updates of it fail.</summary>
    /// <inheritdoc cref="BpfLink.Info" path="/exception"/>
    public override bool IsDefunct => Info.Interface is null;

    /// <inheritdoc/>
    public override NetkitLink Duplicate() => Duplicate(static (handle, rooted) => new NetkitLink(handle, rooted));

    private protected override bool? TakesUpdates => true;
}
