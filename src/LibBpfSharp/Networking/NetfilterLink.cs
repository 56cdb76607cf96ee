namespace LibBpfSharp.Networking;

/// <summary>A program at a netfilter hook of a network namespace. Linux 6.4. The kernel has no update for it.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class NetfilterLink : BpfLink
{
    internal NetfilterLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override NetfilterLinkInfo Info => new(Head);

    /// <summary>Always <c>false</c>: the link holds its namespace.</summary>
    public override bool IsDefunct => false;

    /// <inheritdoc/>
    public override NetfilterLink Duplicate() => Duplicate(static (handle, rooted) => new NetfilterLink(handle, rooted));
}
