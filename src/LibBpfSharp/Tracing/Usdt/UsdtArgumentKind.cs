namespace LibBpfSharp.Tracing;

/// <summary>Where an argument of a probe is. The numbers are those of <c>usdt.bpf.h</c>.</summary>
internal enum UsdtArgumentKind : byte
{
    /// <summary>Nowhere: it is a constant.</summary>
    Constant,

    /// <summary>In a register.</summary>
    Register,

    /// <summary>In memory, at a register's value and an offset.</summary>
    Memory,

    /// <summary>In memory, at the sum of one register, another one times 1, 2, 4 or 8, and an offset.</summary>
    IndexedMemory,
}
