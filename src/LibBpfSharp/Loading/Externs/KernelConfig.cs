using System.IO.Compression;

namespace LibBpfSharp.Loading.Externs;

/// <summary>The configuration the running kernel was built with.</summary>
internal static class KernelConfig
{
    /// <summary>Reads <c>/boot/config-RELEASE</c>, else <c>/proc/config.gz</c>; either may be compressed with gzip.</summary>
    /// <exception cref="BpfRelocationException">Neither can be read.</exception>
    public static byte[] Read(string release)
    {
        List<string> failures = [];
        foreach (string path in (string[])[$"/boot/config-{release}", "/proc/config.gz"])
        {
            try
            {
                return Decompress(File.ReadAllBytes(path));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                failures.Add($"{path}: {failure.Message}");
            }
        }

        throw new BpfRelocationException(
            "The object asks for values of the kernel's configuration, which cannot be read "
            + $"({string.Join("; ", failures)}). Give them as extra configuration text.",
            errno: Errno.EINVAL);
    }

    private static byte[] Decompress(byte[] content)
    {
        if (!content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return content;
        using var packed = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }
}
