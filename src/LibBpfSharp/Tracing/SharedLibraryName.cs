using System.Buffers.Binary;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Tracing;

/// <summary>The name by which programs ask for a shared library (<c>DT_SONAME</c>).</summary>
internal static class SharedLibraryName
{
    private const uint DynamicType = 6; // SHT_DYNAMIC
    private const int RecordSize = 16;
    private const long NameTag = 14; // DT_SONAME

    /// <summary>The library's own name; <c>null</c> where it has none.</summary>
    /// <exception cref="BpfObjectFormatException">The file's tables do not hold together.</exception>
    public static string? Of(ElfFile file)
    {
        for (int i = 1; i < file.SectionCount; i++)
        {
            ElfSection section = file.GetSection(i);
            if (section.Type != DynamicType) continue;
            ReadOnlySpan<byte> data = section.Data.Span;
            for (int at = 0; at + RecordSize <= data.Length; at += RecordSize)
            {
                if (Int64(file, data[at..]) == NameTag) return file.GetName(file.GetSection(section.Link).Index, (uint)Int64(file, data[(at + sizeof(long))..]));
            }
        }

        return null;
    }

    private static long Int64(ElfFile file, ReadOnlySpan<byte> data) => file.IsLittleEndian ? BinaryPrimitives.ReadInt64LittleEndian(data) : BinaryPrimitives.ReadInt64BigEndian(data);
}
