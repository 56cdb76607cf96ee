namespace LibBpfSharp.Btf;

/// <summary>What a CO-RE relocation asks of the kernel's types (<c>enum bpf_core_relo_kind</c> of <c>linux/bpf.h</c>).</summary>
public enum CoreRelocationKind : uint
{
    /// <summary>The offset of a field in bytes.</summary>
    FieldByteOffset = 0,

    /// <summary>The size of a field in bytes.</summary>
    FieldByteSize = 1,

    /// <summary>Whether a field exists: 1 or 0.</summary>
    FieldExists = 2,

    /// <summary>Whether a field is signed: 1 or 0.</summary>
    FieldSigned = 3,

    /// <summary>By how many bits to shift a loaded 64-bit word left, to drop what is above a bit-field.</summary>
    FieldLeftShift64 = 4,

    /// <summary>By how many bits to shift it right afterwards.</summary>
    FieldRightShift64 = 5,

    /// <summary>The id of a type in the object's own BTF.</summary>
    TypeIdLocal = 6,

    /// <summary>The id of a type in the kernel's BTF.</summary>
    TypeIdTarget = 7,

    /// <summary>Whether a type exists: 1 or 0.</summary>
    TypeExists = 8,

    /// <summary>The size of a type in bytes.</summary>
    TypeSize = 9,

    /// <summary>Whether an enumerator exists: 1 or 0.</summary>
    EnumValueExists = 10,

    /// <summary>The value of an enumerator.</summary>
    EnumValue = 11,

    /// <summary>Whether a type exists and is laid out as in the object: 1 or 0.</summary>
    TypeMatches = 12,
}
