namespace LibBpfSharp.Btf;

/// <summary>Parts of BTF that a kernel may be too old for.</summary>
[Flags]
internal enum BtfFeature
{
    None = 0,

    /// <summary>BTF at all (4.18).</summary>
    Basic = 1,

    /// <summary>Functions and prototypes (5.0).</summary>
    Func = 1 << 1,

    /// <summary>Functions that are visible outside their object (5.6).</summary>
    GlobalFunc = 1 << 2,

    /// <summary>Variables and data sections (5.2).</summary>
    Datasec = 1 << 3,

    /// <summary>Floating-point numbers (5.13).</summary>
    Float = 1 << 4,

    /// <summary>Tags on declarations (5.16).</summary>
    DeclTag = 1 << 5,

    /// <summary>Tags on types (5.17).</summary>
    TypeTag = 1 << 6,

    /// <summary>Enumerations of 64 bits, and the sign of those of 32 (6.0).</summary>
    Enum64 = 1 << 7,

    /// <summary>Data sections whose name starts with a question mark: optional struct_ops maps (6.9).</summary>
    OptionalDatasec = 1 << 8,

    /// <summary>A section with the sizes of kinds.</summary>
    Layout = 1 << 9,
}
