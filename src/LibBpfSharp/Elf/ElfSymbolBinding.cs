namespace LibBpfSharp.Elf;

/// <summary>Who sees a symbol (the upper half of <c>st_info</c>).</summary>
internal static class ElfSymbolBinding
{
    /// <summary>This file alone.</summary>
    public const byte Local = 0;

    /// <summary>Every file.</summary>
    public const byte Global = 1;

    /// <summary>Every file, and yields to a global of the same name; may stay unresolved.</summary>
    public const byte Weak = 2;
}
