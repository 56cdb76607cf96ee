namespace LibBpfSharp.Interop;

/// <summary>What stands at a path: the part of a file's mode that says so (<c>S_IFMT</c>, inode(7)).</summary>
internal enum FileKind
{
    /// <summary>Nothing does.</summary>
    None,
    Fifo = 0x1000,
    CharacterDevice = 0x2000,
    Directory = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    SymbolicLink = 0xA000,
    Socket = 0xC000,
}
