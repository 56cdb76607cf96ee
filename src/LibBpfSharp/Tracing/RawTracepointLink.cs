namespace LibBpfSharp.Tracing;

/// <summary>A program at a tracepoint, with the tracepoint's raw arguments. Linux 4.17; information, pins and updates of the link since 5.8.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class RawTracepointLink : BpfLink
{
    internal RawTracepointLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override RawTracepointLinkInfo Info => RawTracepointLinkInfo.Read(Handle);

    /// <summary>Always <c>false</c>: the module of a tracepoint in use does not go.</summary>
    public override bool IsDefunct => false;

    /// <inheritdoc/>
    public override RawTracepointLink Duplicate() => Duplicate(static (handle, rooted) => new RawTracepointLink(handle, rooted));
}
