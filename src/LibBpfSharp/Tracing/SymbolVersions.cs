using System.Buffers.Binary;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Tracing;

/// <summary>The versions that a shared library defines its functions in.</summary>
/// <remarks>Source: <c>Elf64_Verdef</c>, <c>Elf64_Verdaux</c> and <c>Elf64_Versym</c> of the Linux Standard Base, chapter "Symbol Versioning".</remarks>
internal sealed class SymbolVersions
{
    private const uint SymbolsType = 0x6FFF_FFFF; // SHT_GNU_versym
    private const uint DefinitionsType = 0x6FFF_FFFD; // SHT_GNU_verdef
    private const int DefinitionSize = 20;
    private const ushort IndexMask = 0x7FFF;

    private readonly ReadOnlyMemory<byte> _symbols;
    private readonly bool _isLittleEndian;
    private readonly Dictionary<ushort, string> _names = [];

    private SymbolVersions(ElfFile file, ReadOnlyMemory<byte> symbols)
    {
        _isLittleEndian = file.IsLittleEndian;
        _symbols = symbols;
    }

    /// <summary>Reads the definitions; a file without any has none to offer.</summary>
    /// <exception cref="BpfObjectFormatException">The definitions do not hold together.</exception>
    public static SymbolVersions Read(ElfFile file)
    {
        ElfSection? symbols = null, definitions = null;
        for (int i = 1; i < file.SectionCount; i++)
        {
            ElfSection section = file.GetSection(i);
            if (section.Type == SymbolsType) symbols = section;
            if (section.Type == DefinitionsType) definitions = section;
        }

        SymbolVersions versions = new(file, symbols?.Data ?? default);
        if (definitions is { } found) versions.ReadDefinitions(file, found);
        return versions;
    }

    /// <summary>The version of a dynamic symbol; <c>null</c> where it has none of this file's.</summary>
    public string? NameOf(int symbol)
    {
        int at = symbol * sizeof(ushort);
        return at + sizeof(ushort) <= _symbols.Length ? _names.GetValueOrDefault((ushort)(UInt16(_symbols.Span, at) & IndexMask)) : null;
    }

    // Each definition points to its names, of which the first is its own, and by a distance to the next definition.
    private void ReadDefinitions(ElfFile file, ElfSection section)
    {
        ReadOnlySpan<byte> data = section.Data.Span;
        long at = 0;
        for (uint next = 1; next != 0; at += next)
        {
            if (at + DefinitionSize > data.Length) throw Broken(section, at);
            ushort index = UInt16(data, (int)at + 4);
            long name = at + UInt32(data, (int)at + 12);
            next = UInt32(data, (int)at + 16);
            if (name + sizeof(uint) > data.Length) throw Broken(section, at);
            _names.TryAdd(index, file.GetName(file.GetSection(section.Link).Index, UInt32(data, (int)name)));
        }
    }

    private static BpfObjectFormatException Broken(ElfSection section, long at) => new("a definition of a symbol version does not lie in its section", section.Label, at);

    private ushort UInt16(ReadOnlySpan<byte> data, int at)
        => _isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(data[at..]) : BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

    private uint UInt32(ReadOnlySpan<byte> data, int at)
        => _isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(data[at..]) : BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
}
