using System.Buffers.Binary;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>The dynamic linker's list of shared libraries by name (<c>/etc/ld.so.cache</c>), for folders that only it knows.</summary>
/// <remarks>Source: glibc, <c>sysdeps/generic/dl-cache.h</c>, the form of version 1.1; in the byte order of the machine.</remarks>
internal static class LoaderCache
{
    private const string CacheFile = "/etc/ld.so.cache";
    private const int HeaderSize = 48;
    private const int EntrySize = 24;
    private const int CountOffset = 20;

    private static ReadOnlySpan<byte> Magic => "glibc-ld.so.cache1.1"u8;

    /// <summary>The paths the list has for a name, in its order; none where there is no list in a form known here.</summary>
    public static IEnumerable<string> Find(Kernel kernel, string name)
        => kernel.TryReadBytes(CacheFile, ReadBound.Table, out ReadOnlyMemory<byte> content) == Errno.None ? Find(content.Span, name) : [];

    /// <summary>The same in a given list.</summary>
    internal static IReadOnlyList<string> Find(ReadOnlySpan<byte> cache, string name)
    {
        // The form of before glibc 2.2 may stand in front of it, and offsets count from here.
        int start = cache.IndexOf(Magic);
        if (start < 0 || cache.Length - start < HeaderSize) return [];
        cache = cache[start..];
        List<string> found = [];
        long count = UInt32(cache, CountOffset);
        for (long i = 0; i < count && HeaderSize + ((i + 1) * EntrySize) <= cache.Length; i++)
        {
            int entry = HeaderSize + ((int)i * EntrySize);
            if (Text(cache, UInt32(cache, entry + 4)) == name) found.Add(Text(cache, UInt32(cache, entry + 8)));
        }

        return found;
    }

    private static string Text(ReadOnlySpan<byte> cache, uint at) => at < (uint)cache.Length ? KernelText.Read(cache[(int)at..]) : "";

    private static uint UInt32(ReadOnlySpan<byte> cache, int at)
        => BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(cache[at..]) : BinaryPrimitives.ReadUInt32BigEndian(cache[at..]);
}
