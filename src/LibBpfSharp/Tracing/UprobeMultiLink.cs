namespace LibBpfSharp.Tracing;

/// <summary>A program at many sites of one file by one link. Linux 6.6.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class UprobeMultiLink : BpfLink
{
    internal UprobeMultiLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override UprobeMultiLinkInfo Info => UprobeMultiLinkInfo.Read(Handle, Head);

    /// <summary>Always <c>false</c>: the link holds the file.</summary>
    public override bool IsDefunct => false;

    /// <inheritdoc/>
    public override UprobeMultiLink Duplicate() => Duplicate(static (handle, rooted) => new UprobeMultiLink(handle, rooted));
}
