namespace LibBpfSharp.Btf;

/// <summary>A view of one type of a <see cref="BtfSpec"/>; nothing is decoded before it is asked for.</summary>
public readonly partial struct BtfType : IEquatable<BtfType>
{
    /// <summary>Bytes of <c>struct btf_type</c>, which every record starts with.</summary>
    internal const int HeaderSize = BtfRecordShape.HeaderWords * sizeof(uint);

    private readonly int _offset;
    private readonly uint _info;
    private readonly uint _sizeOrType;

    /// <summary>The view of a record that is known to be whole.</summary>
    internal BtfType(BtfSpec spec, uint id, int offset, uint nameOffset, uint info, uint sizeOrType)
    {
        Spec = spec;
        Id = id;
        _offset = offset;
        NameOffset = nameOffset;
        _info = info;
        _sizeOrType = sizeOrType;
    }

    /// <summary>The BTF that holds the record: for a type below <see cref="BtfSpec.FirstId"/> of a split BTF, its base.</summary>
    public BtfSpec Spec { get; }

    /// <summary>The type's id; 0 is <c>void</c>.</summary>
    public uint Id { get; }

    /// <summary>What the record describes.</summary>
    public BtfKind Kind => BtfInfo.Kind(_info);

    /// <summary>The kind flag: bit-fields, a signed enumeration, a union's forward declaration, an attribute tag.</summary>
    public bool KindFlag => BtfInfo.KindFlag(_info);

    /// <summary>The number of members, values, parameters or variables (<c>vlen</c>).</summary>
    public int Length => BtfInfo.Length(_info);

    /// <summary>The type's name, empty for an anonymous one.</summary>
    public string Name => Spec.GetString(NameOffset);

    /// <summary>The type's name in the bytes of the string section, without the closing zero.</summary>
    public ReadOnlySpan<byte> Utf8Name => Spec.GetStringBytes(NameOffset);

    /// <summary>Where the name stands in the string section.</summary>
    public uint NameOffset { get; }

    /// <summary>The size in bytes that the record itself states; 0 for kinds that state none (see <see cref="BtfSpec.SizeOf"/>).</summary>
    public uint Size => BtfRecordShape.Of(Kind).StatesSize ? _sizeOrType : 0;

    /// <summary>The type that a pointer, typedef, qualifier, tag, variable, function or prototype (its result) refers to; otherwise 0.</summary>
    public uint TypeId => BtfRecordShape.Of(Kind).StatesType ? _sizeOrType : 0;

    /// <summary>Whether this is <c>const</c>, <c>volatile</c>, <c>restrict</c>, a typedef or a type tag.</summary>
    public bool IsModifier => Kind is (>= BtfKind.Typedef and <= BtfKind.Restrict) or BtfKind.TypeTag;

    /// <summary>Whether this is a structure or union.</summary>
    public bool IsComposite => Kind is BtfKind.Struct or BtfKind.Union;

    /// <summary>Whether this is an enumeration of either width.</summary>
    public bool IsEnum => Kind is BtfKind.Enum or BtfKind.Enum64;

    /// <summary>Byte offset of the record inside the type section of <see cref="Spec"/>.</summary>
    internal int RecordOffset => _offset;

    /// <summary>Two views are equal if they show the same type of the same BTF.</summary>
    public static bool operator ==(BtfType left, BtfType right) => left.Equals(right);

    /// <summary>Two views differ if they show different types.</summary>
    public static bool operator !=(BtfType left, BtfType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(BtfType other) => Id == other.Id && ReferenceEquals(Spec, other.Spec);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BtfType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Spec, Id);

    /// <inheritdoc/>
    public override string ToString() => Id == 0 ? "[0] void" : $"[{Id}] {Kind} {(NameOffset == 0 ? "(anonymous)" : Name)}";
}
