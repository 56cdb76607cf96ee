namespace LibBpfSharp.Tracing;

/// <summary>What looking for a function in an ELF file came to.</summary>
/// <param name="Offset">Where in the file it begins; 0 if it was not found.</param>
/// <param name="IsImported">Whether the file only imports it.</param>
/// <param name="IsAmbiguous">Whether the name stands for several sites.</param>
/// <param name="Nearest">A name that may have been meant.</param>
internal readonly record struct FunctionFound(ulong Offset, bool IsImported = false, bool IsAmbiguous = false, string? Nearest = null);
