namespace LibBpfSharp.Tracing;

/// <summary>A program at many kernel functions by one link. Linux 5.18.</summary>
public sealed class KprobeMultiLink : BpfLink
{
    internal KprobeMultiLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <summary>Always <c>false</c>: functions of modules that go simply stop being hit.</summary>
    public override bool IsDefunct => false;
}
