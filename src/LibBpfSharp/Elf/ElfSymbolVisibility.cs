namespace LibBpfSharp.Elf;

/// <summary>How far a symbol is seen beyond the linked file (the low bits of <c>st_other</c>).</summary>
internal static class ElfSymbolVisibility
{
    /// <summary>As the binding says.</summary>
    public const byte Default = 0;

    /// <summary>Hidden, meaning left to the processor's supplement.</summary>
    public const byte Internal = 1;

    /// <summary>Not seen outside the linked file.</summary>
    public const byte Hidden = 2;

    /// <summary>Seen, and not to be pre-empted.</summary>
    public const byte Protected = 3;
}
