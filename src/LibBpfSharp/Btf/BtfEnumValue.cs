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
        BtfElementWords words = owner.Element(index);
        uint low = words[1];
        long value = owner.Kind == BtfKind.Enum64 ? (long)(low | ((ulong)words[2] << 32)) : owner.KindFlag ? (int)low : low;
        return new(owner.Spec, words.NameOffset, value);
    }
}
