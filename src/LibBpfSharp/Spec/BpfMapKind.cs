namespace LibBpfSharp;

/// <summary>Where a map of an object comes from.</summary>
public enum BpfMapKind
{
    /// <summary>Declared in <c>.maps</c>.</summary>
    Declared,

    /// <summary>Writable globals with initial values: <c>.data</c>, <c>.data.*</c>.</summary>
    Data,

    /// <summary>Constant globals: <c>.rodata</c>, <c>.rodata.*</c>; frozen once loaded.</summary>
    Rodata,

    /// <summary>Zeroed globals: <c>.bss</c>, <c>.bss.*</c>.</summary>
    Bss,

    /// <summary>Values of <c>__kconfig</c> externs; frozen once loaded.</summary>
    Kconfig,

    /// <summary>One variable of <c>.struct_ops</c> or <c>.struct_ops.link</c>.</summary>
    StructOps,
}
