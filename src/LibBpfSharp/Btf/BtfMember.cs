namespace LibBpfSharp.Btf;

/// <summary>A member of a structure or union (<c>struct btf_member</c>).</summary>
public readonly struct BtfMember : IBtfElement<BtfMember>
{
    private readonly BtfSpec _spec;

    private BtfMember(BtfSpec spec, uint nameOffset, uint typeId, uint bitOffset, int bitfieldSize)
    {
        _spec = spec;
        NameOffset = nameOffset;
        TypeId = typeId;
        BitOffset = bitOffset;
        BitfieldSize = bitfieldSize;
    }

    /// <summary>The member's name, empty for an anonymous one.</summary>
    public string Name => _spec.GetString(NameOffset);

    /// <summary>The member's name in the bytes of the string section, without the closing zero.</summary>
    public ReadOnlySpan<byte> Utf8Name => _spec.GetStringBytes(NameOffset);

    /// <summary>Where the name stands in the string section.</summary>
    public uint NameOffset { get; }

    /// <summary>The member's type.</summary>
    public uint TypeId { get; }

    /// <summary>Where the member starts, in bits from the start of the structure.</summary>
    public uint BitOffset { get; }

    /// <summary>The member's width in bits if it is a bit-field, otherwise 0.</summary>
    public int BitfieldSize { get; }

    static BtfMember IBtfElement<BtfMember>.Read(in BtfType owner, int index)
    {
        BtfElementWords words = owner.Element(index);
        uint offset = words[2];
        return owner.KindFlag
            ? new(owner.Spec, words.NameOffset, words.TypeId, offset & 0xFFFFFF, (int)(offset >> 24))
            : new(owner.Spec, words.NameOffset, words.TypeId, offset, 0);
    }
}
