namespace LibBpfSharp.Elf;

/// <summary>Section flags (<c>sh_flags</c>).</summary>
internal static class ElfSectionFlags
{
    /// <summary>Writable.</summary>
    public const ulong Write = 1;

    /// <summary>Takes memory at run time.</summary>
    public const ulong Allocate = 2;

    /// <summary>Holds instructions.</summary>
    public const ulong Execute = 4;

    /// <summary>The bytes are compressed and begin with a compression header.</summary>
    public const ulong Compressed = 0x800;
}
