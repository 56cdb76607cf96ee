namespace LibBpfSharp.Elf;

/// <summary>Section types (<c>sh_type</c>).</summary>
internal static class ElfSectionType
{
    /// <summary>Unused header.</summary>
    public const uint Null = 0;

    /// <summary>Program or data bytes.</summary>
    public const uint ProgBits = 1;

    /// <summary>The symbol table.</summary>
    public const uint SymbolTable = 2;

    /// <summary>Strings.</summary>
    public const uint StringTable = 3;

    /// <summary>Relocations with addends.</summary>
    public const uint Rela = 4;

    /// <summary>Notes.</summary>
    public const uint Note = 7;

    /// <summary>Zeroes that take no room in the file.</summary>
    public const uint NoBits = 8;

    /// <summary>Relocations whose addend is in the place relocated.</summary>
    public const uint Rel = 9;

    /// <summary>The symbols a dynamic linker needs.</summary>
    public const uint DynamicSymbols = 11;

    /// <summary>Section indexes of symbols that do not fit 16 bits.</summary>
    public const uint SymbolSectionIndexes = 18;

    /// <summary>LLVM's list of symbols whose address matters.</summary>
    public const uint LlvmAddressSignificance = 0x6fff4c03;

    /// <summary>GNU version definitions.</summary>
    public const uint GnuVersionDefinitions = 0x6ffffffd;

    /// <summary>GNU version of each dynamic symbol.</summary>
    public const uint GnuVersionSymbols = 0x6fffffff;
}
