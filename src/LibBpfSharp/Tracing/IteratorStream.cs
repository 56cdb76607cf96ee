using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>What an iterator's program writes while it walks.</summary>
internal sealed class IteratorStream(DescriptorHandle iterator) : ForwardStream
{
    public override bool CanRead => !iterator.IsClosed;

    /// <exception cref="BpfException">The program or the kernel broke off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;

        // The kernel answers EAGAIN where it has shown very much without a byte written, and goes on at the next call.
        nint read;
        do read = iterator.ReadBytes(buffer);
        while (read.ToErrno() is Errno.EAGAIN or Errno.EINTR);
        return read >= 0 ? (int)read : throw new BpfException($"The iterator broke off: {read.ToErrno().Describe()}.", read.ToErrno());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) iterator.Dispose();
        base.Dispose(disposing);
    }
}
