using System.Buffers;

namespace LibBpfSharp.Interop;

/// <summary>Reads whole files and streams of the user's, which may be anything: a device without an end, or a FIFO that nobody writes to.</summary>
internal static class RegularFile
{
    /// <summary>How many bytes an object file may have unless its reader is told otherwise.</summary>
    public const long DefaultBound = 512L << 20;

    private const int PartLength = 64 << 10;

    /// <summary>All bytes of a regular file, which is not waited for.</summary>
    /// <exception cref="BpfObjectFormatException">It is no regular file, or longer than <paramref name="bound"/> bytes.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ReadOnlyMemory<byte> Read(Kernel kernel, string path, long bound)
    {
        Errno errno = kernel.OpenFile(path, FileCalls.ReadOnly | FileCalls.NonBlocking | FileCalls.NoTerminal, out DescriptorHandle file).ToErrno();
        if (errno != Errno.None) throw Refused(path, errno);
        using (file)
        {
            errno = file.TryGetStatus(out FileStatus status);
            if (errno != Errno.None) throw Refused(path, errno);
            if (status.Kind != FileKind.Regular) throw new BpfObjectFormatException($"'{path}' is no regular file, but {Name(status.Kind)}");
            if (status.StxSize > (ulong)Limit(bound)) throw TooLong($"'{path}'", bound);

            // Room for the whole and for the read that finds its end.
            ArrayBufferWriter<byte> content = new((int)status.StxSize + PartLength);
            Copy(ReadPart, $"'{path}'", bound, content);
            return content.WrittenMemory;
        }

        int ReadPart(Span<byte> buffer)
        {
            nint read = file.ReadAgain(buffer);
            return read >= 0 ? (int)read : throw Refused(path, read.ToErrno());
        }
    }

    /// <summary>All bytes of a stream that are left.</summary>
    /// <exception cref="BpfObjectFormatException">They are more than <paramref name="bound"/>.</exception>
    public static ReadOnlyMemory<byte> Read(Stream stream, long bound)
    {
        ArrayBufferWriter<byte> content = new();
        Copy(stream.Read, "the stream", bound, content);
        return content.WrittenMemory;
    }

    private delegate int Reader(Span<byte> buffer);

    private static void Copy(Reader read, string what, long bound, ArrayBufferWriter<byte> content)
    {
        for (int length; (length = read(content.GetSpan(PartLength))) > 0;)
        {
            content.Advance(length);
            if (content.WrittenCount > Limit(bound)) throw TooLong(what, bound);
        }
    }

    // An array can have no more.
    private static long Limit(long bound) => Math.Min(bound, Array.MaxLength - PartLength);

    private static BpfObjectFormatException TooLong(string what, long bound)
        => new($"{what} has more than {Limit(bound):#,0} bytes, which is more than an object file is read to ({nameof(BpfObjectSpecOptions)}.{nameof(BpfObjectSpecOptions.MaxFileSize)})");

    private static Exception Refused(string path, Errno errno) => errno switch
    {
        Errno.ENOENT or Errno.ENOTDIR => new FileNotFoundException($"There is no file '{path}'.", path),
        Errno.EACCES or Errno.EPERM => new UnauthorizedAccessException($"The file '{path}' may not be read by this process: {errno.Describe()}."),
        _ => new IOException($"The file '{path}' cannot be read: {errno.Describe()}."),
    };

    private static string Name(FileKind kind) => kind switch
    {
        FileKind.Directory => "a directory",
        FileKind.Fifo => "a FIFO",
        FileKind.Socket => "a socket",
        _ => "a device",
    };
}
