namespace LibBpfSharp.Tracing;

/// <summary>A program at many kernel functions by one link. Linux 5.18.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class KprobeMultiLink : BpfLink
{
    internal KprobeMultiLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override KprobeMultiLinkInfo Info => KprobeMultiLinkInfo.Read(Handle, Head);

    /// <summary>Always <c>false</c>: functions of modules that go simply stop being hit.</summary>
    public override bool IsDefunct => false;

    /// <inheritdoc/>
    public override KprobeMultiLink Duplicate() => Duplicate(static (handle, rooted) => new KprobeMultiLink(handle, rooted));
}
