namespace LibBpfSharp.Btf;

/// <summary>Checks that every id and string offset inside the records of a BTF leads somewhere.</summary>
internal readonly ref struct BtfValidator
{
    private readonly BtfSpec _spec;
    private readonly uint _typeCount;
    private readonly uint _stringEnd;

    private BtfValidator(BtfSpec spec)
    {
        _spec = spec;
        _typeCount = (uint)spec.TypeCount;
        _stringEnd = spec.StringEnd;
    }

    public static void Validate(BtfSpec spec)
    {
        var validator = new BtfValidator(spec);
        for (uint id = spec.FirstId; id < spec.TypeCount; id++)
            validator.Check(spec.GetType(id));
    }

    private void Check(in BtfType type)
    {
        CheckName(type, type.NameOffset, "name");
        switch (type.Kind)
        {
            case BtfKind.Array:
                CheckId(type, type.Word(0));
                CheckId(type, type.Word(1));
                break;
            case BtfKind.Struct or BtfKind.Union:
                CheckElements(type, stride: 3, named: true, typeWord: 1);
                break;
            case BtfKind.FuncProto:
                CheckElements(type, stride: 2, named: true, typeWord: 1);
                break;
            case BtfKind.Enum:
                CheckElements(type, stride: 2, named: true, typeWord: -1);
                break;
            case BtfKind.Enum64:
                CheckElements(type, stride: 3, named: true, typeWord: -1);
                break;
            case BtfKind.Datasec:
                CheckElements(type, stride: 3, named: false, typeWord: 0);
                break;
            case BtfKind.Func:
                CheckId(type, type.TypeId);
                BtfKind target = _spec.GetType(type.TypeId).Kind;
                if (target != BtfKind.FuncProto)
                    throw BtfErrors.InType(type.Id, $"a function refers to type {type.TypeId}, a {target}, where a prototype is expected");
                break;
            default:
                CheckId(type, type.TypeId);
                break;
        }
    }

    private void CheckElements(in BtfType type, int stride, bool named, int typeWord)
    {
        for (int i = 0; i < type.Length; i++)
        {
            if (named) CheckName(type, type.Word(i * stride), "element name");
            if (typeWord >= 0) CheckId(type, type.Word((i * stride) + typeWord));
        }
    }

    private void CheckId(in BtfType type, uint id)
    {
        if (id >= _typeCount) throw BtfErrors.InType(type.Id, $"refers to type {id}, but there are only {_typeCount}");
    }

    private void CheckName(in BtfType type, uint offset, string what)
    {
        if (offset >= _stringEnd) throw BtfErrors.InType(type.Id, $"{what} at string offset {offset} is beyond the {_stringEnd} bytes of strings");
    }
}
