using System.Text;

namespace LibBpfSharp.Elf;

/// <summary>Strings of the file, each decoded once.</summary>
internal sealed partial class ElfFile
{
    private const int NameSlack = 0x2_0000;

    private readonly Dictionary<ulong, string> _names = [];
    private long _namesDecoded;

    internal int SectionHeader(int index) => _sectionHeaders + (index * SectionHeaderSize);

    internal int SectionNamesIndex => _sectionNamesIndex;

    /// <summary>The string at an offset of a string table, decoded from UTF-8.</summary>
    internal string GetName(int tableIndex, uint offset) =>
        TryGetName(tableIndex, offset, out string name) is { } fault ? throw NameError(fault, tableIndex, offset) : name;

    /// <summary>Like <see cref="GetName"/>; returns what is wrong, or <c>null</c>.</summary>
    internal string? TryGetName(int tableIndex, uint offset, out string name)
    {
        ulong key = ((ulong)(uint)tableIndex << 32) | offset;
        if (_names.TryGetValue(key, out name!))
            return null;

        name = string.Empty;
        if (TryGetNameBytes(tableIndex, offset, out ReadOnlySpan<byte> bytes) is { } fault)
            return fault;
        if (bytes.IsEmpty || bytes[0] == 0)
            return null;

        // Names that overlap one another cannot be many in an honest file; without this bound a long one could be asked for at each of its bytes.
        int length = bytes.IndexOf((byte)0);
        if (length < 0)
            return "a name does not end before its string table does";
        if (_namesDecoded + length > _image.Length + NameSlack)
            return "the names overlap: together they are longer than the file";
        _namesDecoded += length;
        _names[key] = name = Encoding.UTF8.GetString(bytes[..length]);
        return null;
    }

    /// <summary>Whether the string at an offset of a string table is exactly these UTF-8 bytes; nothing is decoded.</summary>
    internal bool NameIs(int tableIndex, uint offset, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> bytes = GetNameBytes(tableIndex, offset);
        return bytes.StartsWith(name) && (bytes.Length == name.Length ? name.IsEmpty : bytes[name.Length] == 0);
    }

    /// <summary>Whether the string at an offset of a string table begins with these UTF-8 bytes; nothing is decoded.</summary>
    internal bool NameStartsWith(int tableIndex, uint offset, ReadOnlySpan<byte> prefix) => GetNameBytes(tableIndex, offset).StartsWith(prefix);

    private ReadOnlySpan<byte> GetNameBytes(int tableIndex, uint offset) =>
        TryGetNameBytes(tableIndex, offset, out ReadOnlySpan<byte> bytes) is { } fault ? throw NameError(fault, tableIndex, offset) : bytes;

    private string? TryGetNameBytes(int tableIndex, uint offset, out ReadOnlySpan<byte> bytes)
    {
        bytes = [];

        // A file may say that it has no names at all; what points to one then is as good as empty.
        if (tableIndex == 0)
            return null;
        ElfSection table = GetSection(tableIndex);
        if (table.DataFault is { } fault)
            return fault;
        ReadOnlySpan<byte> all = table.Data.Span;
        if (offset >= (uint)all.Length && offset != 0)
            return $"a name is said to be behind the end of its string table of {all.Length} bytes";
        bytes = all[(int)offset..];
        return null;
    }

    private BpfObjectFormatException NameError(string fault, int tableIndex, uint offset) => new(fault, GetSection(tableIndex).Label, offset);
}
