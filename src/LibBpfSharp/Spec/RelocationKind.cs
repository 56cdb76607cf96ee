namespace LibBpfSharp.Spec;

/// <summary>What an instruction is to be patched with.</summary>
internal enum RelocationKind
{
    /// <summary>64-bit load of a map's descriptor; target: map.</summary>
    MapLoad,

    /// <summary>64-bit load of an address in a map's value; target: map; symbol offset plus the instruction's immediate is the offset in it.</summary>
    MapValueLoad,

    /// <summary>Call of a sub-program: symbol offset, in bytes of <c>.text</c>, plus the immediate in slots plus one.</summary>
    Call,

    /// <summary>64-bit load of a function's address: symbol offset plus immediate, both in bytes of <c>.text</c>.</summary>
    SubprogramAddress,

    /// <summary>64-bit load of an extern variable; target: extern.</summary>
    ExternLoad,

    /// <summary>Call of an extern function; target: extern.</summary>
    ExternCall,

    /// <summary>64-bit load of a jump table; symbol offset and size in bytes of <c>.jumptables</c>.</summary>
    InstructionArray,
}
