namespace LibBpfSharp.Btf;

/// <content>What follows the common part of a record.</content>
public readonly partial struct BtfType
{
    /// <summary>The members of a structure or union; empty for other kinds.</summary>
    public BtfList<BtfMember> Members => new(this, IsComposite);

    /// <summary>The values of an enumeration; empty for other kinds.</summary>
    public BtfList<BtfEnumValue> EnumValues => new(this, IsEnum);

    /// <summary>The parameters of a function prototype; empty for other kinds.</summary>
    public BtfList<BtfParameter> Parameters => new(this, Kind == BtfKind.FuncProto);

    /// <summary>The variables of a data section; empty for other kinds.</summary>
    public BtfList<BtfSectionVariable> Variables => new(this, Kind == BtfKind.Datasec);

    /// <summary>What an array holds.</summary>
    /// <exception cref="InvalidOperationException">The type is not an array.</exception>
    public BtfArray Array
    {
        get
        {
            Require(BtfKind.Array);
            return new(Word(0), Word(1), Word(2));
        }
    }

    /// <summary>How an integer's bits are read.</summary>
    /// <exception cref="InvalidOperationException">The type is not an integer.</exception>
    public BtfIntEncoding IntEncoding => (BtfIntEncoding)((IntegerWord >> 24) & 0x0F);

    /// <summary>Where an integer's bits start inside its <see cref="Size"/> bytes; 0 but in very old BTF.</summary>
    /// <exception cref="InvalidOperationException">The type is not an integer.</exception>
    public int IntBitOffset => (int)((IntegerWord >> 16) & 0xFF);

    /// <summary>How many bits an integer has.</summary>
    /// <exception cref="InvalidOperationException">The type is not an integer.</exception>
    public int IntBits => (int)(IntegerWord & 0xFF);

    /// <summary>How a variable is visible.</summary>
    /// <exception cref="InvalidOperationException">The type is not a variable.</exception>
    public BtfVarLinkage VarLinkage
    {
        get
        {
            Require(BtfKind.Var);
            return (BtfVarLinkage)Word(0);
        }
    }

    /// <summary>How a function is visible.</summary>
    /// <exception cref="InvalidOperationException">The type is not a function.</exception>
    public BtfFuncLinkage FuncLinkage
    {
        get
        {
            Require(BtfKind.Func);
            return (BtfFuncLinkage)Length;
        }
    }

    /// <summary>Which member or parameter of <see cref="TypeId"/> a declaration tag is on; −1 for the declaration itself.</summary>
    /// <exception cref="InvalidOperationException">The type is not a declaration tag.</exception>
    public int ComponentIndex
    {
        get
        {
            Require(BtfKind.DeclTag);
            return (int)Word(0);
        }
    }

    private uint IntegerWord
    {
        get
        {
            Require(BtfKind.Int);
            return Word(0);
        }
    }

    /// <summary>A 32-bit word of what follows the common part of the record.</summary>
    internal uint Word(int index) => Spec.TypeWord(_offset + HeaderSize + (index * sizeof(uint)));

    /// <summary>The words of an element that the type is known to have.</summary>
    internal BtfElementWords Element(int index) => new(Spec, BtfRecordShape.Of(Kind), _offset, index);

    private void Require(BtfKind kind)
    {
        if (Kind != kind)
            throw new InvalidOperationException($"BTF type {this} is not of kind {kind}.");
    }
}
