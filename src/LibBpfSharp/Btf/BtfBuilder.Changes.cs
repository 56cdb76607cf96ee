namespace LibBpfSharp.Btf;

/// <content>Changes of types that are there already; those of a base cannot be changed.</content>
public sealed partial class BtfBuilder
{
    /// <summary>Sets the size of an integer, structure, union, enumeration, data section or floating-point number.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is of no type that this BTF describes itself.</exception>
    /// <exception cref="InvalidOperationException">A type of this kind states no size.</exception>
    public void SetSize(uint id, uint size)
    {
        Span<uint> record = Record(id);
        if (!BtfRecordShape.Of(BtfInfo.Kind(record[1])).StatesSize)
            throw new InvalidOperationException($"BTF type [{id}] of kind {BtfInfo.Kind(record[1])} states no size.");
        record[2] = size;
    }

    /// <summary>Sets how a function is visible.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="linkage"/> has no meaning.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="functionId"/> is of no type that this BTF describes itself.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="functionId"/> is not a function.</exception>
    public void SetLinkage(uint functionId, BtfFuncLinkage linkage)
    {
        Defined.Require(linkage);
        Record(functionId, BtfKind.Func)[1] = BtfInfo.Pack(BtfKind.Func, (int)linkage);
    }

    /// <summary>Sets how a variable is visible.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="linkage"/> has no meaning.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="variableId"/> is of no type that this BTF describes itself.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="variableId"/> is not a variable.</exception>
    public void SetLinkage(uint variableId, BtfVarLinkage linkage)
    {
        Defined.Require(linkage);
        Record(variableId, BtfKind.Var)[BtfRecordShape.HeaderWords] = (uint)linkage;
    }

    /// <summary>Sets the type of a variable.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="variableId"/> is of no type that this BTF describes itself.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="variableId"/> is not a variable.</exception>
    public void SetVariableType(uint variableId, uint typeId) => Record(variableId, BtfKind.Var)[2] = typeId;

    /// <summary>Sets all variables of a data section, whose number stays the same.</summary>
    /// <exception cref="ArgumentException">There are more or fewer variables than the section has.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="datasecId"/> is of no type that this BTF describes itself.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="datasecId"/> is not a data section.</exception>
    public void SetVariables(uint datasecId, IReadOnlyList<BtfSectionVariable> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        Span<uint> record = Record(datasecId, BtfKind.Datasec);
        if (variables.Count != BtfInfo.Length(record[1]))
            throw new ArgumentException($"The data section has {BtfInfo.Length(record[1])} variables, not {variables.Count}.", nameof(variables));

        BtfRecordShape shape = BtfRecordShape.Of(BtfKind.Datasec);
        for (int i = 0; i < variables.Count; i++)
        {
            int at = shape.ElementAt(i);
            (record[at], record[at + 1], record[at + 2]) = (variables[i].TypeId, variables[i].Offset, variables[i].Size);
        }
    }

    /// <summary>Sets the type of a parameter of a prototype.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="prototypeId"/> is of no type that this BTF describes itself, or <paramref name="index"/> is of no parameter.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="prototypeId"/> is not a prototype.</exception>
    public void SetParameterType(uint prototypeId, int index, uint typeId)
    {
        Span<uint> record = Record(prototypeId, BtfKind.FuncProto);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)BtfInfo.Length(record[1]), nameof(index));
        BtfRecordShape shape = BtfRecordShape.Of(BtfKind.FuncProto);
        record[shape.ElementAt(index) + shape.ElementType] = typeId;
    }

    /// <summary>Adds a copy of a type of any BTF, with its names; the ids it refers to are left as they are.</summary>
    /// <returns>The copy's id.</returns>
    public uint AddCopy(BtfType type)
    {
        ReadOnlySpan<uint> source = type.Spec.RecordWords(type);
        int start = _wordCount;
        AppendWords(source);
        _starts.Add(start);
        BtfReferences.RewriteNames(Record((uint)TypeCount - 1), this, type.Spec);
        return (uint)TypeCount - 1;
    }

    /// <summary>Adds all types that a BTF describes itself, so that they refer to each other as before.</summary>
    /// <param name="source">A BTF without base, or on the same base as this one.</param>
    /// <returns>The id of the first type added.</returns>
    /// <exception cref="ArgumentException"><paramref name="source"/> goes on from another base than this BTF.</exception>
    public uint AddAll(BtfSpec source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Base is not null && !ReferenceEquals(source.Base, Base))
            throw new ArgumentException("The BTF goes on from another base.", nameof(source));

        uint first = (uint)TypeCount;
        foreach (BtfType type in source.EnumerateOwnTypes())
        {
            uint copy = AddCopy(type);
            BtfReferences.MoveIds(Record(copy), source.FirstId, first - source.FirstId);
        }

        return first;
    }
}
