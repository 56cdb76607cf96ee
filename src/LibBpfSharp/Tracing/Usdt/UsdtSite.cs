namespace LibBpfSharp.Tracing;

/// <summary>One place of a probe; a probe in code that was inlined has several.</summary>
/// <param name="Offset">Where in the file the no-op is.</param>
/// <param name="Address">The virtual address it was linked to.</param>
/// <param name="SemaphoreOffset">Where in the file the counter of who watches is; 0 without one.</param>
/// <param name="Arguments">Where the arguments are here, in the assembler's notation.</param>
internal readonly record struct UsdtSite(ulong Offset, ulong Address, ulong SemaphoreOffset, string Arguments)
{
    /// <summary>The site, moved by so many bytes in the file and in memory.</summary>
    public UsdtSite MovedBy(ulong bytes) => this with { Offset = Offset + bytes, Address = Address + bytes };

    /// <summary>The site of a file that lies in an archive.</summary>
    /// <param name="start">Where in the archive the file begins.</param>
    public UsdtSite InArchive(ulong start) => this with { Offset = Offset + start, SemaphoreOffset = SemaphoreOffset == 0 ? 0 : SemaphoreOffset + start };
}
