using System.Text;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    /// <summary>Takes bytes out of one of the program's output streams (<c>BPF_PROG_STREAM_READ_BY_FD</c>). What is read is gone from the kernel. Linux 6.17.</summary>
    /// <param name="stream">What the program prints (<c>bpf_stream_printk</c>), or what the kernel reports about it: faults in an arena, time-outs.</param>
    /// <param name="buffer">Where the bytes go.</param>
    /// <returns>How many there were; 0 where the stream is empty now. A program holds up to 100,000 bytes in each; what does not fit is lost.</returns>
    /// <exception cref="InvalidOperationException">The program is not loaded.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no such streams.</exception>
    /// <exception cref="BpfException">There is no such stream (ENOENT), or the kernel refuses.</exception>
    public int ReadStream(BpfStream stream, Span<byte> buffer)
    {
        BpfProgramHandle handle = Handle;
        if (buffer.IsEmpty) return 0;
        nint read = handle.ProgramStreamRead(stream, buffer);
        if (read >= 0) return (int)read;
        Errno errno = read.ToErrno();
        throw errno is Errno.EINVAL
            ? new BpfNotSupportedException("output streams of programs", new Version(6, 17), errno, BpfCommand.ProgStreamReadByFd, Name)
            : new BpfException($"The stream {stream} of program '{Name}' cannot be read: {errno.Describe()}.", errno, BpfCommand.ProgStreamReadByFd, Name);
    }

    /// <summary>Takes all there is now out of one of the program's output streams, as text (UTF-8).</summary>
    /// <inheritdoc cref="ReadStream(BpfStream, Span{byte})"/>
    /// <returns>The text; empty where the stream is.</returns>
    public string ReadStream(BpfStream stream)
    {
        using StreamReader reader = new(OpenStream(stream), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>One of the program's output streams as a <see cref="Stream"/>, which ends where there is nothing more for now and goes on when there is.</summary>
    /// <param name="stream">Which.</param>
    /// <remarks>Reading it does what <see cref="ReadStream(BpfStream, Span{byte})"/> does; disposing it does nothing.</remarks>
    public Stream OpenStream(BpfStream stream) => new OutputStream(this, stream);
}
