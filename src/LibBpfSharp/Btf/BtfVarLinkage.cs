namespace LibBpfSharp.Btf;

/// <summary>How a variable is visible (<c>BTF_VAR_STATIC</c> and its like).</summary>
public enum BtfVarLinkage
{
    /// <summary>Only in its own object.</summary>
    Static = 0,

    /// <summary>Outside its object, and defined in it.</summary>
    GlobalAllocated = 1,

    /// <summary>Defined elsewhere: a kernel symbol or a configuration value.</summary>
    GlobalExtern = 2,
}
