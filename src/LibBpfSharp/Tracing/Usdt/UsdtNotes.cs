using System.Buffers.Binary;
using System.Text;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Tracing;

/// <summary>Reads the notes of statically defined probes (<c>.note.stapsdt</c>).</summary>
/// <remarks>Source: <c>https://sourceware.org/systemtap/wiki/UserSpaceProbeImplementation</c>, and <c>Elf64_Nhdr</c> of the gABI.</remarks>
internal static class UsdtNotes
{
    private const int HeaderSize = 12;
    private const int NoteType = 3;
    private const int Alignment = 4;
    private const int AddressCount = 3;

    private static ReadOnlySpan<byte> SectionName => ".note.stapsdt"u8;

    private static ReadOnlySpan<byte> Owner => "stapsdt\0"u8;

    /// <summary>The probes of a file in their order; none where it has no such section.</summary>
    /// <exception cref="BpfObjectFormatException">The notes do not hold together.</exception>
    public static IReadOnlyList<UsdtNote> Read(ElfFile file)
    {
        if (!file.TryFindSection(SectionName, out ElfSection section)) return [];
        ReadOnlySpan<byte> data = section.Data.Span;
        List<UsdtNote> notes = [];
        for (int at = 0; at < data.Length;)
        {
            if (data.Length - at < HeaderSize) throw Broken(section, at, "the header of a note is cut");
            long nameSize = UInt32(file, data[at..]), size = UInt32(file, data[(at + 4)..]), type = UInt32(file, data[(at + 8)..]);
            long name = at + HeaderSize, content = name + Aligned(nameSize), end = content + size;
            if (end > data.Length) throw Broken(section, at, "a note does not lie in its section");
            if (type == NoteType && data.Slice((int)name, (int)nameSize).SequenceEqual(Owner))
                notes.Add(Parse(file, section, at, data[(int)content..(int)end]));
            at = (int)Math.Min(content + Aligned(size), data.Length);
        }

        return notes;
    }

    private static UsdtNote Parse(ElfFile file, ElfSection section, int at, ReadOnlySpan<byte> content)
    {
        const int TextStart = AddressCount * sizeof(ulong);
        if (content.Length < TextStart + AddressCount) throw Broken(section, at, $"a probe's note of {content.Length} bytes is too short");
        ReadOnlySpan<byte> text = content[TextStart..];
        string? provider = NextText(ref text), name = NextText(ref text), arguments = NextText(ref text);
        if (provider is null || arguments is null || string.IsNullOrEmpty(name)) throw Broken(section, at, "a probe's note lacks its names or their end");

        // Probes of Oracle's older tools have a colon where there are no arguments.
        if (arguments.StartsWith(':')) arguments = "";
        return new(provider, name, arguments, UInt64(file, content), UInt64(file, content[sizeof(ulong)..]), UInt64(file, content[(2 * sizeof(ulong))..]));
    }

    private static string? NextText(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        if (end < 0) return null;
        string found = Encoding.UTF8.GetString(text[..end]);
        text = text[(end + 1)..];
        return found;
    }

    private static long Aligned(long size) => (size + Alignment - 1) & -Alignment;

    private static uint UInt32(ElfFile file, ReadOnlySpan<byte> data) => file.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data);

    private static ulong UInt64(ElfFile file, ReadOnlySpan<byte> data) => file.IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(data) : BinaryPrimitives.ReadUInt64BigEndian(data);

    private static BpfObjectFormatException Broken(ElfSection section, int at, string what) => new(what, section.Label, at);
}
