using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>An attached iterator: each stream opened from it runs the program over all there is. Linux 5.8.</summary>
/// <remarks>Pinned, it is a file that anybody with the right to may read. Safe for several threads at once, as every <see cref="BpfLink"/> is.</remarks>
public sealed class IteratorLink : BpfLink
{
    internal IteratorLink(BpfLinkHandle handle, bool rooted)
        : base(handle, rooted)
    {
    }

    /// <inheritdoc/>
    public override IteratorLinkInfo Info => IteratorLinkInfo.Read(Handle);

    /// <summary>Always <c>false</c>: the link holds the map or cgroup it walks.</summary>
    public override bool IsDefunct => false;

    /// <inheritdoc/>
    public override IteratorLink Duplicate() => Duplicate(static (handle, rooted) => new IteratorLink(handle, rooted));

    private protected override bool? TakesUpdates => true;

    /// <summary>Starts a walk (<c>BPF_ITER_CREATE</c>).</summary>
    /// <returns>A stream of what the program writes (<c>bpf_seq_write</c>, <c>bpf_seq_printf</c>), which runs as it is read. It outlives the link.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public Stream OpenIterator()
    {
        Errno errno = Handle.IteratorCreate(out DescriptorHandle iterator).ToErrno();
        return errno == Errno.None
            ? new IteratorStream(iterator)
            : throw new BpfException($"Iterator link {Id} cannot be walked: {errno.Describe()}.", errno, BpfCommand.IterCreate);
    }
}
