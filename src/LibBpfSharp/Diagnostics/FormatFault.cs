namespace LibBpfSharp;

/// <summary>What kind of fault a format error is, for callers inside this library that must tell them apart without reading messages.</summary>
internal enum FormatFault
{
    /// <summary>The bytes break the format.</summary>
    Malformed,

    /// <summary>A definition is well formed and makes no sense: a map attribute, a type, a count.</summary>
    Invalid,

    /// <summary>Something the object cannot do without is not there.</summary>
    Missing,

    /// <summary>A name refers to nothing the object holds.</summary>
    Dangling,

    /// <summary>Contents are larger than what is to hold them.</summary>
    TooLarge,

    /// <summary>Well formed, and of a kind that no loader of today takes.</summary>
    Unsupported,

    /// <summary>A relocation against something that cannot be referred to.</summary>
    Relocation,

    /// <summary>Well formed, and for machines of the other byte order.</summary>
    ByteOrder,
}
