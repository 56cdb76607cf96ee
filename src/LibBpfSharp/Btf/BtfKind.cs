namespace LibBpfSharp.Btf;

/// <summary>What a BTF type record describes (<c>BTF_KIND_*</c> of <c>linux/btf.h</c>).</summary>
/// <remarks>A BTF blob with a layout section may hold kinds newer than these; they are read as their number.</remarks>
public enum BtfKind : byte
{
    /// <summary>No type: <c>void</c>, which has id 0 and no record.</summary>
    Unkn = 0,

    /// <summary>An integer, boolean or character.</summary>
    Int = 1,

    /// <summary>A pointer to <see cref="BtfType.TypeId"/>.</summary>
    Ptr = 2,

    /// <summary>An array, described by <see cref="BtfType.Array"/>.</summary>
    Array = 3,

    /// <summary>A structure with <see cref="BtfType.Members"/>.</summary>
    Struct = 4,

    /// <summary>A union with <see cref="BtfType.Members"/>.</summary>
    Union = 5,

    /// <summary>An enumeration of values of up to 32 bits.</summary>
    Enum = 6,

    /// <summary>A forward declaration of a structure, or of a union if <see cref="BtfType.KindFlag"/> is set.</summary>
    Fwd = 7,

    /// <summary>Another name for <see cref="BtfType.TypeId"/>.</summary>
    Typedef = 8,

    /// <summary>The <c>volatile</c> qualifier.</summary>
    Volatile = 9,

    /// <summary>The <c>const</c> qualifier.</summary>
    Const = 10,

    /// <summary>The <c>restrict</c> qualifier.</summary>
    Restrict = 11,

    /// <summary>A function whose prototype is <see cref="BtfType.TypeId"/>. Since Linux 5.0.</summary>
    Func = 12,

    /// <summary>A function prototype returning <see cref="BtfType.TypeId"/>. Since Linux 5.0.</summary>
    FuncProto = 13,

    /// <summary>A global or static variable of type <see cref="BtfType.TypeId"/>. Since Linux 5.2.</summary>
    Var = 14,

    /// <summary>A data section with <see cref="BtfType.Variables"/>. Since Linux 5.2.</summary>
    Datasec = 15,

    /// <summary>A floating-point number. Since Linux 5.13.</summary>
    Float = 16,

    /// <summary>A tag, or an attribute if <see cref="BtfType.KindFlag"/> is set, on a declaration. Since Linux 5.16.</summary>
    DeclTag = 17,

    /// <summary>A tag, or an attribute if <see cref="BtfType.KindFlag"/> is set, on a type. Since Linux 5.17.</summary>
    TypeTag = 18,

    /// <summary>An enumeration of values of up to 64 bits. Since Linux 6.0.</summary>
    Enum64 = 19,
}
