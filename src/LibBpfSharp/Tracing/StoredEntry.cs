using System.Buffers.Binary;
using System.Text;

namespace LibBpfSharp.Tracing;

/// <summary>A file that lies in a zip archive as it is, not compressed: an Android package's libraries do, and are run from there.</summary>
/// <remarks>Source: APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16. All numbers have their low byte first.</remarks>
/// <param name="Offset">Where in the archive it begins.</param>
/// <param name="Length">How many bytes it has.</param>
internal readonly record struct StoredEntry(int Offset, int Length)
{
    private const uint EndMagic = 0x06054b50;
    private const uint EntryMagic = 0x02014b50;
    private const uint LocalMagic = 0x04034b50;
    private const int EndSize = 22;
    private const int EntrySize = 46;
    private const int LocalSize = 30;
    private const int LongestComment = ushort.MaxValue;
    private const ushort Encrypted = 1;

    /// <summary>Finds a file by its name in the archive, without a leading slash.</summary>
    /// <returns><c>null</c> where the archive has none of the name.</returns>
    /// <exception cref="BpfObjectFormatException">It is no archive, or its directory does not hold together, or the file is compressed or encrypted.</exception>
    public static StoredEntry? Find(ReadOnlySpan<byte> archive, string name)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(name);
        int end = FindEnd(archive);
        int count = UInt16(archive, end + 10);
        long at = UInt32(archive, end + 16);
        for (int i = 0; i < count; i++)
        {
            if (at + EntrySize > archive.Length || UInt32(archive, at) != EntryMagic) throw new BpfObjectFormatException("an entry of the archive's directory does not lie in it", offset: at);
            int nameLength = UInt16(archive, at + 28);
            long next = at + EntrySize + nameLength + UInt16(archive, at + 30) + UInt16(archive, at + 32);
            if (next > archive.Length) throw new BpfObjectFormatException("an entry of the archive's directory does not lie in it", offset: at);
            if (archive.Slice((int)at + EntrySize, nameLength).SequenceEqual(wanted)) return Locate(archive, at, name);
            at = next;
        }

        return null;
    }

    // The sizes are those of the directory: the local header has none where they were not known when it was written.
    private static StoredEntry Locate(ReadOnlySpan<byte> archive, long entry, string name)
    {
        if ((UInt16(archive, entry + 8) & Encrypted) != 0 || UInt16(archive, entry + 10) != 0)
            throw new BpfObjectFormatException($"'{name}' is compressed or encrypted in the archive, so nothing is run from there: attach to the file it is unpacked to", offset: entry);
        long size = UInt32(archive, entry + 20), local = UInt32(archive, entry + 42);
        if (local + LocalSize > archive.Length || UInt32(archive, local) != LocalMagic) throw new BpfObjectFormatException($"'{name}' does not begin where the archive's directory says", offset: entry);
        long start = local + LocalSize + UInt16(archive, local + 26) + UInt16(archive, local + 28);
        return start + size <= archive.Length ? new((int)start, (int)size) : throw new BpfObjectFormatException($"'{name}' does not lie in the archive: is it truncated?", offset: entry);
    }

    // The last record ends with a comment of any length up to 64 KiB: it is looked for from the end.
    private static int FindEnd(ReadOnlySpan<byte> archive)
    {
        for (int at = archive.Length - EndSize; at >= 0 && at >= archive.Length - EndSize - LongestComment; at--)
        {
            if (UInt32(archive, at) != EndMagic || at + EndSize + UInt16(archive, at + 20) != archive.Length) continue;
            if (UInt16(archive, at + 4) != 0 || UInt16(archive, at + 6) != 0 || UInt16(archive, at + 8) != UInt16(archive, at + 10) || UInt32(archive, at + 16) == uint.MaxValue)
                throw new BpfObjectFormatException("the archive is of several parts, or in the 64-bit form of zip, which nothing is run from", offset: at);
            return at;
        }

        throw new BpfObjectFormatException("not a zip archive: it has no directory at its end", offset: archive.Length);
    }

    private static ushort UInt16(ReadOnlySpan<byte> archive, long at) => BinaryPrimitives.ReadUInt16LittleEndian(archive[(int)at..]);

    private static uint UInt32(ReadOnlySpan<byte> archive, long at) => BinaryPrimitives.ReadUInt32LittleEndian(archive[(int)at..]);
}
