using System.Text;

namespace LibBpfSharp.Interop;

/// <summary>Text as the kernel takes and gives it: bytes up to a terminating zero.</summary>
internal static class KernelText
{
    public static string Read(ReadOnlySpan<byte> buffer)
    {
        int end = buffer.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? buffer : buffer[..end]);
    }

    /// <summary>The bytes of <paramref name="text"/> with a terminating zero.</summary>
    /// <exception cref="ArgumentException">The text holds a zero character, which would cut it short in the kernel.</exception>
    public static byte[] Write(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("The text holds a zero character.", nameof(text));
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
