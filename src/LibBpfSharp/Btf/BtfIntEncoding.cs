namespace LibBpfSharp.Btf;

/// <summary>How the bits of a BTF integer are to be read (<c>BTF_INT_SIGNED</c>, <c>CHAR</c>, <c>BOOL</c>).</summary>
[Flags]
public enum BtfIntEncoding : byte
{
    /// <summary>A plain unsigned number.</summary>
    None = 0,

    /// <summary>Two's complement.</summary>
    Signed = 1,

    /// <summary>A character.</summary>
    Char = 2,

    /// <summary>A truth value.</summary>
    Bool = 4,
}
