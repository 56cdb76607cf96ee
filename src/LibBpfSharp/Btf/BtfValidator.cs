using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Btf;

/// <summary>Checks that every id and string offset inside the records of a BTF leads somewhere.</summary>
internal readonly ref struct BtfValidator
{
    /// <summary>Stands in the tables below for "has no such word".</summary>
    private const byte None = 0xFF;

    private readonly BtfSpec _spec;
    private readonly ReadOnlySpan<uint> _words;
    private readonly ReadOnlySpan<int> _offsets;
    private readonly uint _typeCount;
    private readonly uint _stringEnd;

    private BtfValidator(BtfSpec spec)
    {
        _spec = spec;
        _words = MemoryMarshal.Cast<byte, uint>(spec.TypeSection);
        _offsets = spec.RecordOffsets;
        _typeCount = (uint)spec.TypeCount;
        _stringEnd = spec.StringEnd;
    }

    /// <summary>Words per element, by kind.</summary>
    private static ReadOnlySpan<byte> Stride => [0, 0, 0, 0, 3, 3, 2, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0, 0, 0, 3];

    /// <summary>Which word of an element is a name, by kind.</summary>
    private static ReadOnlySpan<byte> NameWord =>
        [None, None, None, None, 0, 0, 0, None, None, None, None, None, None, 0, None, None, None, None, None, 0];

    /// <summary>Which word of an element is the id of a type, by kind.</summary>
    private static ReadOnlySpan<byte> TypeWord =>
        [None, None, None, None, 1, 1, None, None, None, None, None, None, None, 1, None, 0, None, None, None, None];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Validate(BtfSpec spec)
    {
        var validator = new BtfValidator(spec);
        for (int i = 0; i < validator._offsets.Length; i++)
            validator.Check(spec.FirstId + (uint)i, validator._words[(validator._offsets[i] / sizeof(uint))..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Check(uint id, ReadOnlySpan<uint> record)
    {
        CheckName(id, record[0]);
        uint info = record[1];
        BtfKind kind = BtfInfo.Kind(info);
        switch (kind)
        {
            case BtfKind.Ptr or BtfKind.Typedef or BtfKind.Volatile or BtfKind.Const or BtfKind.Restrict or BtfKind.Var
                or BtfKind.DeclTag or BtfKind.TypeTag:
                CheckId(id, record[2]);
                break;
            case BtfKind.Array:
                CheckId(id, record[3]);
                CheckId(id, record[4]);
                break;
            case BtfKind.Func:
                CheckId(id, record[2]);
                CheckPrototype(id, record[2]);
                break;
            case BtfKind.Struct or BtfKind.Union or BtfKind.Enum or BtfKind.Enum64 or BtfKind.FuncProto or BtfKind.Datasec:
                int stride = Stride[(int)kind];
                CheckElements(id, record.Slice(3, BtfInfo.Length(info) * stride), stride, NameWord[(int)kind], TypeWord[(int)kind]);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckElements(uint id, ReadOnlySpan<uint> elements, int stride, int nameWord, int typeWord)
    {
        for (; !elements.IsEmpty; elements = elements[stride..])
        {
            if (nameWord != None) CheckName(id, elements[nameWord]);
            if (typeWord != None) CheckId(id, elements[typeWord]);
        }
    }

    private void CheckPrototype(uint id, uint target)
    {
        uint own = target - _spec.FirstId;
        BtfKind kind = target >= _spec.FirstId
            ? BtfInfo.Kind(_words[(_offsets[(int)own] / sizeof(uint)) + 1])
            : _spec.GetType(target).Kind;
        if (kind != BtfKind.FuncProto)
            throw BtfErrors.InType(id, $"a function refers to type {target}, a {kind}, where a prototype is expected");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckId(uint id, uint target)
    {
        if (target >= _typeCount) ThrowBadId(id, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckName(uint id, uint offset)
    {
        if (offset >= _stringEnd) ThrowBadName(id, offset);
    }

    private void ThrowBadId(uint id, uint target)
        => throw BtfErrors.InType(id, $"refers to type {target}, but there are only {_typeCount}");

    private void ThrowBadName(uint id, uint offset)
        => throw BtfErrors.InType(id, $"a name at string offset {offset} is beyond the {_stringEnd} bytes of strings");
}
