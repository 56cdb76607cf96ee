namespace LibBpfSharp.Networking;

/// <summary>A program at the ingress or egress of an interface, in a list (tcx). Linux 6.6.</summary>
/// <remarks>Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class TcxLink : BpfLink
{
    internal TcxLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <summary>What the kernel tells about the link now.</summary>
    /// <exception cref="BpfException">The kernel refuses the information.</exception>
    public new BpfDeviceLinkInfo Info => (BpfDeviceLinkInfo)base.Info;

    /// <summary>Whether the link was detached or its interface is gone: then it stays without effect, and updates of it fail.</summary>
    public override bool IsDefunct => Info.Interface is null;

    /// <inheritdoc/>
    public override TcxLink Duplicate() => Duplicate(static (handle, rooted) => new TcxLink(handle, rooted));
}
