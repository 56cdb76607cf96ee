namespace LibBpfSharp.Btf;

/// <summary>A parameter of a function prototype (<c>struct btf_param</c>).</summary>
public readonly struct BtfParameter : IBtfElement<BtfParameter>
{
    private readonly BtfSpec _spec;

    private BtfParameter(BtfSpec spec, uint nameOffset, uint typeId)
    {
        _spec = spec;
        NameOffset = nameOffset;
        TypeId = typeId;
    }

    /// <summary>The parameter's name, empty where the prototype gives none.</summary>
    public string Name => _spec.GetString(NameOffset);

    /// <summary>Where the name stands in the string section.</summary>
    public uint NameOffset { get; }

    /// <summary>The parameter's type; 0 as the last one stands for <c>...</c>.</summary>
    public uint TypeId { get; }

    static BtfParameter IBtfElement<BtfParameter>.Read(in BtfType owner, int index)
    {
        BtfElementWords words = owner.Element(index);
        return new(owner.Spec, words.NameOffset, words.TypeId);
    }
}
