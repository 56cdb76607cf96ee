namespace LibBpfSharp.Instructions;

/// <summary>What an atomic instruction does: its immediate.</summary>
/// <remarks>Source: RFC 9669, section 5.3; <c>include/uapi/linux/bpf.h</c>.</remarks>
public enum BpfAtomicOperation
{
    /// <summary>Add, old value not wanted.</summary>
    Add = 0x00,

    /// <summary>Add, old value into the source register (5.12, as are the rest but the last two).</summary>
    FetchAdd = 0x01,

    /// <summary>Or.</summary>
    Or = 0x40,

    /// <summary>Or, old value into the source register.</summary>
    FetchOr = 0x41,

    /// <summary>And.</summary>
    And = 0x50,

    /// <summary>And, old value into the source register.</summary>
    FetchAnd = 0x51,

    /// <summary>Exclusive or.</summary>
    Xor = 0xA0,

    /// <summary>Exclusive or, old value into the source register.</summary>
    FetchXor = 0xA1,

    /// <summary>Exchange with the source register.</summary>
    Exchange = 0xE1,

    /// <summary>Store the source register where the memory equals register 0; the old value goes into register 0.</summary>
    CompareExchange = 0xF1,

    /// <summary>Load with acquire ordering (6.15).</summary>
    LoadAcquire = 0x100,

    /// <summary>Store with release ordering (6.15).</summary>
    StoreRelease = 0x110,
}
