namespace LibBpfSharp.Networking;

/// <summary>A program of a map of sockets, for what its sockets send or receive. Linux 6.10.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class SockmapLink : BpfLink
{
    internal SockmapLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override SockmapLinkInfo Info => new(Head);

    /// <summary>Whether the link was detached.</summary>
    /// <inheritdoc cref="BpfLink.Info" path="/exception"/>
    public override bool IsDefunct => Info.MapId == 0;

    /// <inheritdoc/>
    public override SockmapLink Duplicate() => Duplicate(static (handle, rooted) => new SockmapLink(handle, rooted));

    private protected override bool? TakesUpdates => true;
}
