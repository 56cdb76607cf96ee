namespace LibBpfSharp.Elf;

/// <summary>What kind of file an ELF header announces (<c>e_type</c>).</summary>
internal static class ElfFileType
{
    /// <summary>Relocatable: what a compiler writes, every BPF object among them.</summary>
    public const ushort Relocatable = 1;

    /// <summary>Executable at fixed addresses.</summary>
    public const ushort Executable = 2;

    /// <summary>Shared library or position-independent executable.</summary>
    public const ushort Dynamic = 3;

    /// <summary>Core dump.</summary>
    public const ushort Core = 4;
}
