namespace LibBpfSharp.Elf;

/// <summary>One symbol; the name is decoded when asked for.</summary>
internal readonly struct ElfSymbol
{
    /// <summary><see cref="SectionIndex"/> of a symbol that is defined elsewhere.</summary>
    public const int Undefined = 0;

    /// <summary><see cref="SectionIndex"/> of a symbol whose value is not an address.</summary>
    public const int Absolute = 0xFFF1 - 0x1_0000;

    /// <summary><see cref="SectionIndex"/> of a variable that the linker has yet to place.</summary>
    public const int Common = 0xFFF2 - 0x1_0000;

    private readonly ElfFile _file;
    private readonly int _namesIndex;
    private readonly uint _nameOffset;

    internal ElfSymbol(ElfFile file, int namesIndex, int index, uint nameOffset, byte info, byte other, int sectionIndex, ulong value, ulong size)
    {
        _file = file;
        _namesIndex = namesIndex;
        _nameOffset = nameOffset;
        Index = index;
        Binding = (byte)(info >> 4);
        Type = (byte)(info & 0xF);
        Visibility = (byte)(other & 3);
        SectionIndex = sectionIndex;
        Value = value;
        Size = size;
    }

    /// <summary>Position in the symbol table, from 0.</summary>
    public int Index { get; }

    /// <summary>The name; empty for most symbols of type section.</summary>
    /// <exception cref="BpfObjectFormatException">The name does not lie in the string table.</exception>
    public string Name => _file.GetName(_namesIndex, _nameOffset);

    /// <summary>See <see cref="ElfSymbolBinding"/>.</summary>
    public byte Binding { get; }

    /// <summary>See <see cref="ElfSymbolType"/>.</summary>
    public byte Type { get; }

    /// <summary>See <see cref="ElfSymbolVisibility"/>.</summary>
    public byte Visibility { get; }

    /// <summary>The section the symbol is defined in; <see cref="Undefined"/>, or negative for what no section holds. Not checked: <see cref="ElfFile.GetSection"/> does.</summary>
    public int SectionIndex { get; }

    /// <summary>In a relocatable file the byte offset in the section, else the virtual address.</summary>
    public ulong Value { get; }

    /// <summary>Size in bytes, 0 where not known.</summary>
    public ulong Size { get; }

    /// <summary>Whether some section of this file defines the symbol.</summary>
    public bool IsInSection => SectionIndex > 0;

    /// <summary>Whether the name is exactly these UTF-8 bytes.</summary>
    /// <exception cref="BpfObjectFormatException">The name does not lie in the string table.</exception>
    public bool NameIs(ReadOnlySpan<byte> name) => _file.NameIs(_namesIndex, _nameOffset, name);

    /// <summary>Whether the name begins with these UTF-8 bytes.</summary>
    /// <exception cref="BpfObjectFormatException">The name does not lie in the string table.</exception>
    public bool NameStartsWith(ReadOnlySpan<byte> prefix) => _file.NameStartsWith(_namesIndex, _nameOffset, prefix);
}
