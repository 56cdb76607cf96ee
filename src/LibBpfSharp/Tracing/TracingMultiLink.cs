namespace LibBpfSharp.Tracing;

/// <summary>A program at many functions by their types, through one link. Linux 7.2.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class TracingMultiLink : BpfLink
{
    internal TracingMultiLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override TracingMultiLinkInfo Info => new(Head);

    /// <summary>Always <c>false</c>: what trampolines lead to does not go while they do.</summary>
    public override bool IsDefunct => false;

    /// <inheritdoc/>
    public override TracingMultiLink Duplicate() => Duplicate(static (handle, rooted) => new TracingMultiLink(handle, rooted));
}
