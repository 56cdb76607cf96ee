namespace LibBpfSharp.Interop;

/// <summary>A name in a directory, and what it is the name of: a symbolic link is one, wherever it leads.</summary>
internal readonly record struct DirectoryEntry(string Name, FileKind Kind);
