using System.Buffers;
using System.IO.Compression;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading.Externs;

/// <summary>The configuration a kernel was built with.</summary>
internal static class KernelConfig
{
    private const int PartLength = 64 << 10;

    /// <summary>Reads <c>/boot/config-RELEASE</c>, else <c>/proc/config.gz</c>; either may be compressed with gzip.</summary>
    /// <exception cref="BpfRelocationException">Neither can be read.</exception>
    public static ReadOnlyMemory<byte> Read(Kernel kernel)
    {
        List<string> failures = [];
        Errno errno = Errno.None;
        foreach (string path in (string[])[$"/boot/config-{KernelVersion.ReleaseOf(kernel)}", "/proc/config.gz"])
        {
            try
            {
                errno = kernel.TryReadBytes(path, ReadBound.Table, out ReadOnlyMemory<byte> content);
                if (errno == Errno.None) return Decompress(content);
                failures.Add($"{path}: {errno.Describe()}");
            }
            catch (InvalidDataException broken)
            {
                errno = Errno.EINVAL;
                failures.Add($"{path}: {broken.Message}");
            }
        }

        throw new BpfRelocationException(
            "The object asks for values of the kernel's configuration, which cannot be read "
            + $"({string.Join("; ", failures)}). Give them as extra configuration text.",
            errno: errno);
    }

    private static ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> content)
    {
        if (!content.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return content;
        using var packed = new GZipStream(new MemoryStream(content.ToArray()), CompressionMode.Decompress);
        ArrayBufferWriter<byte> text = new();
        for (int read; (read = packed.Read(text.GetSpan(PartLength))) > 0;)
        {
            text.Advance(read);
            if (text.WrittenCount > ReadBound.Table) throw new InvalidDataException($"decompressed, it has more than {ReadBound.Table} bytes");
        }

        return text.WrittenMemory;
    }
}
