namespace LibBpfSharp.TestSupport.Elf;

/// <summary>A section of an <see cref="ElfImage"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>sh_type</c>.</param>
/// <param name="Data">Its bytes, in the byte order of the image.</param>
public sealed record ElfImageSection(string Name, uint Type, byte[] Data)
{
    /// <summary><c>sh_flags</c>.</summary>
    public ulong Flags { get; init; }

    /// <summary><c>sh_addr</c>.</summary>
    public ulong Address { get; init; }

    /// <summary><c>sh_link</c>.</summary>
    public uint Link { get; init; }

    /// <summary><c>sh_info</c>.</summary>
    public uint Info { get; init; }

    /// <summary><c>sh_entsize</c>.</summary>
    public ulong EntrySize { get; init; }

    /// <summary>Replaces the offset at which the bytes are.</summary>
    public ulong? Offset { get; init; }

    /// <summary>Replaces the number of bytes.</summary>
    public ulong? Size { get; init; }

    /// <summary>Replaces the offset of the name in the table of section names.</summary>
    public uint? NameOffset { get; init; }
}
