namespace LibBpfSharp.Spec;

/// <summary>What a section of an object is to the loader.</summary>
internal enum SectionRole : byte
{
    /// <summary>Nothing: symbols, strings, debug information, unknown names.</summary>
    None,

    /// <summary>Instructions.</summary>
    Code,

    /// <summary><c>.maps</c>: declared maps.</summary>
    Maps,

    /// <summary>Writable globals with initial values.</summary>
    Data,

    /// <summary>Constant globals.</summary>
    Rodata,

    /// <summary>Zeroed globals.</summary>
    Bss,

    /// <summary>Structs of kernel callbacks.</summary>
    StructOps,

    /// <summary>Globals in the arena.</summary>
    Arena,

    /// <summary>Targets of indirect jumps.</summary>
    JumpTables,

    /// <summary>Relocations of code, maps or struct_ops.</summary>
    Relocations,
}
