using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>Reads the struct that defines a map: each member's name is an attribute, its type the value.</summary>
/// <remarks>Source: <c>parse_btf_map_def</c> of libbpf; <c>__uint</c>, <c>__type</c>, <c>__array</c>, <c>__ulong</c> of <c>bpf_helpers.h</c>.</remarks>
internal readonly ref struct MapDefinitionReader
{
    private readonly ObjectTypes _types;
    private readonly bool _relaxed;
    private readonly string _map;
    private readonly bool _isInner;

    private MapDefinitionReader(ObjectTypes types, bool relaxed, string map, bool isInner)
    {
        _types = types;
        _relaxed = relaxed;
        _map = map;
        _isInner = isInner;
    }

    internal static MapDefinition Read(ObjectTypes types, bool relaxed, string map, in BtfType definition) =>
        new MapDefinitionReader(types, relaxed, map, isInner: false).Read(definition);

    private MapDefinition Read(in BtfType struct_)
    {
        MapDefinition result = new() { TypeId = struct_.Id };
        for (int index = 0; index < struct_.Length; index++)
        {
            BtfMember member = struct_.Members[index];
            ReadMember(result, member, _types.Names[member.NameOffset], isLast: index == struct_.Length - 1);
        }
        return result.Type != BpfMapType.Unspec ? result : throw Error("has no type: add __uint(type, BPF_MAP_TYPE_…)");
    }

    private void ReadMember(MapDefinition result, in BtfMember member, string name, bool isLast)
    {
        switch (name)
        {
            case "type":
                result.Type = (BpfMapType)Number(member, name);
                break;
            case "max_entries":
                result.MaxEntries = Number(member, name);
                break;
            case "map_flags":
                result.Flags = Number(member, name);
                break;
            case "numa_node":
                result.NumaNode = Number(member, name);
                break;
            case "key_size":
                result.KeySize = Agree("key", result.KeySize, Number(member, name));
                break;
            case "value_size":
                result.ValueSize = Agree("value", result.ValueSize, Number(member, name));
                break;
            case "key":
                result.KeyTypeId = Pointee(member, name);
                result.KeySize = Agree("key", result.KeySize, SizeOf(result.KeyTypeId, name));
                break;
            case "value":
                result.ValueTypeId = Pointee(member, name);
                result.ValueSize = Agree("value", result.ValueSize, SizeOf(result.ValueTypeId, name));
                break;
            case "values":
                ReadValues(result, member, isLast);
                break;
            case "pinning":
                result.Pinning = Pinning(member, name);
                break;
            case "map_extra":
                result.MapExtra = LongNumber(member, name);
                break;
            default:
                if (!_relaxed)
                    throw Error($"has the unknown attribute {Quoted.Name(name)}: it is newer than this library or misspelt (relaxed maps would skip it)");
                break;
        }
    }

    private void ReadValues(MapDefinition result, in BtfMember member, bool isLast)
    {
        if (_isInner)
            throw Error("is an inner map with inner maps of its own, which the kernel does not have");
        if (!isLast)
            throw Error("must have 'values' as its last attribute");
        bool isProgArray = result.Type == BpfMapType.ProgArray;
        if (!isProgArray && !result.Type.IsMapOfMaps())
            throw Error("has 'values', which only maps of maps and program arrays take");
        result.ValueSize = Agree("value", result.ValueSize, sizeof(uint));

        BtfType array = _types.Btf.GetType(member.TypeId);
        if (array.Kind != BtfKind.Array || array.Array.Count != 0)
            throw Error("'values' is no array of open length: use __array(values, …)");
        BtfType pointer = _types.Btf.SkipModifiers(array.Array.ElementTypeId);
        if (pointer.Kind != BtfKind.Ptr)
            throw Error($"'values' holds elements of kind {pointer.Kind} instead of pointers");
        BtfType target = _types.Btf.SkipModifiers(pointer.TypeId);
        BtfKind expected = isProgArray ? BtfKind.FuncProto : BtfKind.Struct;
        if (target.Kind != expected)
            throw Error($"'values' points to a type of kind {target.Kind} instead of {expected}");
        if (!isProgArray)
            result.Inner = new MapDefinitionReader(_types, _relaxed, _map, isInner: true).Read(target);
    }

    private BpfMapPinning Pinning(in BtfMember member, string name)
    {
        if (_isInner)
            throw Error("is pinned, which an inner map's definition cannot be");
        uint value = Number(member, name);
        return value <= (uint)BpfMapPinning.ByName
            ? (BpfMapPinning)value
            : throw Error($"has the unknown pinning {value}: LIBBPF_PIN_NONE (0) and LIBBPF_PIN_BY_NAME (1) are known");
    }

    /// <summary><c>__uint</c>: the length of the array a pointer points to.</summary>
    private uint Number(in BtfMember member, string name)
    {
        BtfType pointer = _types.Btf.SkipModifiers(member.TypeId);
        if (pointer.Kind != BtfKind.Ptr)
            throw Error($"has {Quoted.Name(name)} of kind {pointer.Kind}: write __uint({name}, …)");
        BtfType array = _types.Btf.GetType(pointer.TypeId);
        return array.Kind == BtfKind.Array
            ? array.Array.Count
            : throw Error($"has {Quoted.Name(name)} pointing to a type of kind {array.Kind}: write __uint({name}, …)");
    }

    /// <summary><c>__ulong</c>: the only value of an enumeration; or <c>__uint</c>.</summary>
    private ulong LongNumber(in BtfMember member, string name)
    {
        BtfType type = _types.Btf.SkipModifiers(member.TypeId);
        if (type.Kind == BtfKind.Ptr)
            return Number(member, name);
        if (!type.IsEnum)
            throw Error($"has {Quoted.Name(name)} of kind {type.Kind}: write __ulong({name}, …)");
        return type.Length == 1 ? (ulong)type.EnumValues[0].Value : throw Error($"has {Quoted.Name(name)} with {type.Length} values instead of one");
    }

    /// <summary><c>__type</c>: what a pointer points to.</summary>
    private uint Pointee(in BtfMember member, string name)
    {
        BtfType pointer = _types.Btf.GetType(member.TypeId);
        return pointer.Kind == BtfKind.Ptr ? pointer.TypeId : throw Error($"has {Quoted.Name(name)} of kind {pointer.Kind}: write __type({name}, …)");
    }

    private uint SizeOf(uint typeId, string name) =>
        _types.Btf.TryGetSize(typeId, out uint size) ? size : throw Error($"has a {Quoted.Name(name)} whose type has no size");

    private uint Agree(string what, uint known, uint size) => known == 0 || known == size
        ? size
        : throw Error($"gives two {what} sizes, {known} and {size}");

    private BpfObjectFormatException Error(string message) => new($"map {Quoted.Name(_map)}{(_isInner ? " (inner map)" : "")} {message}", DeclaredMapCollector.SectionName);
}
