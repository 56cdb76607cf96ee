namespace LibBpfSharp.Tracing;

/// <summary>A statically defined probe as its file notes it.</summary>
/// <param name="Provider">The program or library that has it.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Arguments">Where its arguments are, in the assembler's notation.</param>
/// <param name="Address">The virtual address of its no-op, as linked.</param>
/// <param name="Base">The address that the section <c>.stapsdt.base</c> was linked to; 0 without one.</param>
/// <param name="Semaphore">The virtual address of the 16-bit counter of who watches, as linked; 0 without one.</param>
internal readonly record struct UsdtNote(string Provider, string Name, string Arguments, ulong Address, ulong Base, ulong Semaphore)
{
    /// <summary>Both names, as everybody writes them.</summary>
    public string FullName => $"{Provider}:{Name}";
}
