namespace LibBpfSharp.Interop;

/// <summary>A file that is read once, part by part, up to a bound.</summary>
internal sealed class KernelFileStream(DescriptorHandle file, string path, int bound) : ForwardStream
{
    private long _read;

    public override bool CanRead => !file.IsClosed;

    /// <exception cref="BpfException">It cannot be read, or has more bytes than the bound.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        nint read = file.ReadAgain(buffer);
        if (read > 0 && (_read += read) > bound) read = -(nint)Errno.EFBIG;
        return read >= 0 ? (int)read : throw FileFailure.OfRead(path, read.ToErrno());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
