namespace LibBpfSharp.Layouts;

/// <summary>What a leaf of a layout is.</summary>
public enum BpfFieldKind
{
    /// <summary>An integer of either sign, a truth value, a character or an enumeration.</summary>
    Integer,

    /// <summary>A floating-point number.</summary>
    Float,

    /// <summary>A pointer.</summary>
    Pointer,

    /// <summary>Bytes that may be anything: unions, bit fields, long arrays.</summary>
    Bytes,
}
