namespace LibBpfSharp.Btf;

/// <summary>The words of one element of a record, by what they mean.</summary>
internal readonly struct BtfElementWords
{
    private readonly BtfSpec _spec;
    private readonly BtfRecordShape _shape;
    private readonly int _offset;

    internal BtfElementWords(BtfSpec spec, BtfRecordShape shape, int recordOffset, int index)
    {
        _spec = spec;
        _shape = shape;
        _offset = recordOffset + (shape.ElementAt(index) * sizeof(uint));
    }

    /// <summary>Where the name stands in the string section.</summary>
    public uint NameOffset => this[0];

    /// <summary>The id of the type it refers to.</summary>
    public uint TypeId => this[_shape.ElementType];

    /// <summary>A word by its place.</summary>
    public uint this[int word] => _spec.TypeWord(_offset + (word * sizeof(uint)));
}
