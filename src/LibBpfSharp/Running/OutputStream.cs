namespace LibBpfSharp.Running;

/// <summary>One of a program's output streams, until nothing is left in it.</summary>
internal sealed class OutputStream(BpfProgram program, BpfStream stream) : ForwardStream
{
    public override bool CanRead => program.IsLoaded;

    public override int Read(Span<byte> buffer) => program.ReadStream(stream, buffer);
}
