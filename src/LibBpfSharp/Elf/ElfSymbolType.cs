namespace LibBpfSharp.Elf;

/// <summary>What a symbol names (the lower half of <c>st_info</c>).</summary>
internal static class ElfSymbolType
{
    /// <summary>Not said.</summary>
    public const byte None = 0;

    /// <summary>A variable.</summary>
    public const byte Object = 1;

    /// <summary>A function.</summary>
    public const byte Function = 2;

    /// <summary>A section.</summary>
    public const byte Section = 3;

    /// <summary>The source file.</summary>
    public const byte File = 4;

    /// <summary>A function chosen at run time by a resolver.</summary>
    public const byte IndirectFunction = 10;
}
