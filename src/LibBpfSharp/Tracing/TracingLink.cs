namespace LibBpfSharp.Tracing;

/// <summary>A program attached by BTF: at a tracepoint, before or after a kernel function, at an LSM hook, or in place of another program's function. Linux 5.5.</summary>
/// <remarks>
/// For the kernel, a link of <c>tp_btf</c> is a raw tracepoint's: opened by id or pin, it comes as <see cref="RawTracepointLink"/>.
/// Safe for several threads at once, as every <see cref="BpfLink"/> is.
/// </remarks>
public sealed class TracingLink : BpfLink
{
    internal TracingLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override TracingLinkInfo Info => TracingLinkInfo.Read(Handle, Head);

    /// <summary>Always <c>false</c>: what a trampoline leads to does not go while it does.</summary>
    public override bool IsDefunct => false;

    /// <inheritdoc/>
    public override TracingLink Duplicate() => Duplicate(static (handle, rooted) => new TracingLink(handle, rooted));
}
