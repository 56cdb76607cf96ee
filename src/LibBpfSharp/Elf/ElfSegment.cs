namespace LibBpfSharp.Elf;

/// <summary>One program header: how a stretch of the file lies in memory.</summary>
/// <param name="Type"><c>p_type</c>: <see cref="Load"/> and others.</param>
/// <param name="Flags"><c>p_flags</c>: <see cref="Executable"/>, 2 writable, 4 readable.</param>
/// <param name="Offset">Offset in the file, in bytes; not checked against the file's length.</param>
/// <param name="Address">Virtual address of the first byte.</param>
/// <param name="FileSize">Bytes taken from the file.</param>
/// <param name="MemorySize">Bytes taken in memory; what exceeds <paramref name="FileSize"/> is zero.</param>
/// <param name="Alignment">Alignment in memory, in bytes.</param>
internal readonly record struct ElfSegment(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize, ulong Alignment)
{
    /// <summary>Type of a segment that is mapped.</summary>
    public const uint Load = 1;

    /// <summary>Type of a segment that holds notes.</summary>
    public const uint Note = 4;

    /// <summary>Flag of a segment that holds instructions.</summary>
    public const uint Executable = 1;
}
