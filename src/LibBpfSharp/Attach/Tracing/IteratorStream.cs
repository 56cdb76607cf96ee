using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>What an iterator's program writes while it walks.</summary>
internal sealed class IteratorStream(DescriptorHandle iterator) : Stream
{
    public override bool CanRead => !iterator.IsClosed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("How much an iterator writes shows at its end only.");

    public override long Position
    {
        get => throw new NotSupportedException("An iterator has no position.");
        set => throw new NotSupportedException("An iterator walks once, from the start; open another.");
    }

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

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An iterator walks once, from the start; open another.");

    public override void SetLength(long value) => throw new NotSupportedException("An iterator is read-only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An iterator is read-only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) iterator.Dispose();
        base.Dispose(disposing);
    }
}
