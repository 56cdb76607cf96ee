namespace LibBpfSharp.Interop;

/// <summary>What the kernel gives to read once, from the start to the end.</summary>
internal abstract class ForwardStream : Stream
{
    private const string ReadOnly = "The kernel writes this stream; it can be read only.";
    private const string Forward = "The kernel gives this stream once, from the start; open another.";

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("How much there is to read shows at the end only.");

    public override long Position
    {
        get => throw new NotSupportedException(Forward);
        set => throw new NotSupportedException(Forward);
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException(Forward);

    public override void SetLength(long value) => throw new NotSupportedException(ReadOnly);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException(ReadOnly);
}
