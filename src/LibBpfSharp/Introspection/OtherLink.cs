namespace LibBpfSharp.Introspection;

/// <summary>A link of a kind that has no type of its own, as one made by other software and opened by id or pin may be.</summary>
internal sealed class OtherLink : BpfLink
{
    internal OtherLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override BpfLinkInfo Info => new(Head);

    /// <inheritdoc/>
    public override bool IsDefunct => false;

    /// <inheritdoc/>
    public override OtherLink Duplicate() => Duplicate(static (handle, rooted) => new OtherLink(handle, rooted));

    private protected override bool? TakesUpdates => null;
}
