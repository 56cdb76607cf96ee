using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Btf;

/// <summary>Checks that every id and string offset inside the records of a BTF leads somewhere.</summary>
internal readonly ref struct BtfValidator
{
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
        BtfKind kind = BtfInfo.Kind(record[1]);
        BtfRecordShape shape = BtfRecordShape.Of(kind);
        if (shape.StatesType) CheckId(id, record[2]);
        if (kind == BtfKind.Func) CheckPrototype(id, record[2]);
        for (int i = 0; i < shape.OwnTypes; i++) CheckId(id, record[BtfRecordShape.HeaderWords + i]);
        if (shape.ElementWords > 0) CheckElements(id, record[shape.ElementAt(0)..shape.ElementAt(BtfInfo.Length(record[1]))], shape);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckElements(uint id, ReadOnlySpan<uint> elements, BtfRecordShape shape)
    {
        int stride = shape.ElementWords, typeWord = shape.ElementType;
        bool named = shape.ElementsHaveNames;
        for (; !elements.IsEmpty; elements = elements[stride..])
        {
            if (named) CheckName(id, elements[0]);
            if (typeWord >= 0) CheckId(id, elements[typeWord]);
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
