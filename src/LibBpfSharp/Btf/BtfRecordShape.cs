using System.Runtime.CompilerServices;

namespace LibBpfSharp.Btf;

/// <summary>
/// What the record of a kind consists of, in words of 32 bits: <c>struct btf_type</c>, words of the kind's own, and elements, as many as the record states.
/// Which of them are ids of types and which offsets of names stands here and nowhere else.
/// </summary>
internal readonly struct BtfRecordShape
{
    /// <summary>Words of <c>struct btf_type</c>: the name's offset (of every kind), the info, and a size or the id of a type.</summary>
    public const int HeaderWords = 3;

    /// <summary>Kinds below this have a shape; of newer ones a layout section may tell the lengths.</summary>
    public const int KnownKinds = (int)BtfKind.Enum64 + 1;

    private const ushort Size = 1 << 0;
    private const ushort Type = 1 << 1;
    private const ushort One = 1 << OwnWordsBit;
    private const ushort Three = 3 << OwnWordsBit;
    private const ushort FirstTwoAreTypes = 2 << OwnTypesBit;
    private const ushort ElementsOfTwo = 2 << ElementWordsBit;
    private const ushort ElementsOfThree = 3 << ElementWordsBit;
    private const ushort NameFirst = 1 << ElementNameBit;
    private const ushort TypeFirst = 1 << ElementTypeBit;
    private const ushort TypeSecond = 2 << ElementTypeBit;

    private const int OwnWordsBit = 2;
    private const int OwnTypesBit = 4;
    private const int ElementWordsBit = 6;
    private const int ElementNameBit = 8;
    private const int ElementTypeBit = 9;
    private const int Mask = 3;

    private readonly uint _bits;

    private BtfRecordShape(uint bits) => _bits = bits;

    /// <summary>By kind: the third word; the kind's own words; elements.</summary>
    private static ReadOnlySpan<ushort> Shapes =>
    [
        0, // void has no record
        Size | One, // Int: a word of encoding, offset and bits
        Type, // Ptr
        Three | FirstTwoAreTypes, // Array: struct btf_array
        Size | ElementsOfThree | NameFirst | TypeSecond, // Struct: struct btf_member
        Size | ElementsOfThree | NameFirst | TypeSecond, // Union
        Size | ElementsOfTwo | NameFirst, // Enum: struct btf_enum
        0, // Fwd
        Type, // Typedef
        Type, // Volatile
        Type, // Const
        Type, // Restrict
        Type, // Func: what counts elements elsewhere is its linkage
        Type | ElementsOfTwo | NameFirst | TypeSecond, // FuncProto: struct btf_param
        Type | One, // Var: struct btf_var
        Size | ElementsOfThree | TypeFirst, // Datasec: struct btf_var_secinfo
        Size, // Float
        Type | One, // DeclTag: struct btf_decl_tag
        Type, // TypeTag
        Size | ElementsOfThree | NameFirst, // Enum64: struct btf_enum64
    ];

    /// <summary>Whether the third word is a size in bytes.</summary>
    public bool StatesSize => (_bits & Size) != 0;

    /// <summary>Whether the third word is the id of a type.</summary>
    public bool StatesType => (_bits & Type) != 0;

    /// <summary>Words between the common part and the elements.</summary>
    public int OwnWords => (int)(_bits >> OwnWordsBit) & Mask;

    /// <summary>How many of <see cref="OwnWords"/>, from the first on, are ids of types.</summary>
    public int OwnTypes => (int)(_bits >> OwnTypesBit) & Mask;

    /// <summary>Words of an element; 0 for a kind without elements.</summary>
    public int ElementWords => (int)(_bits >> ElementWordsBit) & Mask;

    /// <summary>Whether the first word of an element is a name's offset.</summary>
    public bool ElementsHaveNames => (_bits >> ElementNameBit & 1) != 0;

    /// <summary>Which word of an element is the id of a type, −1 for none.</summary>
    public int ElementType => ((int)(_bits >> ElementTypeBit) & Mask) - 1;

    /// <summary>The shape of a kind; of one that is not known, a record of the common part alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BtfRecordShape Of(BtfKind kind) => new((int)kind < KnownKinds ? Shapes[(int)kind] : 0u);

    /// <summary>The word of a record that an element starts at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ElementAt(int index) => HeaderWords + OwnWords + (index * ElementWords);
}
