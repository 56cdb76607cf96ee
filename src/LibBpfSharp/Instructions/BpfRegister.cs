namespace LibBpfSharp.Instructions;

/// <summary>The registers of BPF, 64 bits each.</summary>
/// <remarks>Source: RFC 9669, section 2; <c>Documentation/bpf/standardization/abi.rst</c>.</remarks>
public enum BpfRegister : byte
{
    /// <summary>The result of calls, and of the program.</summary>
    R0,

    /// <summary>The first argument of calls; the context at the program's beginning. Calls destroy R1 to R5.</summary>
    R1,

    /// <summary>The second argument.</summary>
    R2,

    /// <summary>The third argument.</summary>
    R3,

    /// <summary>The fourth argument.</summary>
    R4,

    /// <summary>The fifth argument.</summary>
    R5,

    /// <summary>The first of four that calls preserve.</summary>
    R6,

    /// <summary>Preserved by calls.</summary>
    R7,

    /// <summary>Preserved by calls.</summary>
    R8,

    /// <summary>Preserved by calls.</summary>
    R9,

    /// <summary>The end of the stack's 512 bytes; it can only be read.</summary>
    R10,
}
