namespace LibBpfSharp.Btf;

/// <summary>A named value of an enumeration (<c>struct btf_enum</c>, <c>struct btf_enum64</c>).</summary>
public readonly struct BtfEnumValue : IBtfElement<BtfEnumValue>
{
    private readonly BtfSpec _spec;

    private BtfEnumValue(BtfSpec spec, uint nameOffset, long value)
    {
        _spec = spec;
        NameOffset = nameOffset;
        Value = value;
    }

    /// <summary>The value's name.</summary>
    public string Name => _spec.GetString(NameOffset);

    /// <summary>The value's name in the bytes of the string section, without the closing zero.</summary>
    public ReadOnlySpan<byte> Utf8Name => _spec.GetStringBytes(NameOffset);

    /// <summary>Where the name stands in the string section.</summary>
    public uint NameOffset { get; }

    /// <summary>
    /// The value. 32-bit ones are extended by the enumeration's sign (<see cref="BtfType.KindFlag"/>);
    /// those of an unsigned 64-bit enumeration are to be cast to <see cref="ulong"/>.
    /// </summary>
    public long Value { get; }

    static BtfEnumValue IBtfElement<BtfEnumValue>.Read(in BtfType owner, int index)
    {
        if (owner.Kind == BtfKind.Enum64)
        {
            int wide = index * 3;
            ulong value = owner.Word(wide + 1) | ((ulong)owner.Word(wide + 2) << 32);
            return new(owner.Spec, owner.Word(wide), (long)value);
        }

        uint narrow = owner.Word((index * 2) + 1);
        return new(owner.Spec, owner.Word(index * 2), owner.KindFlag ? (int)narrow : narrow);
    }
}
