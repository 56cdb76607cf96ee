using LibBpfSharp.Btf;

namespace LibBpfSharp;

/// <summary>Reads the layout of a C type: its leaves, by falling apart of structs and arrays.</summary>
internal sealed class BtfLayout
{
    /// <summary>An array of structs longer than this is not taken apart, nor is a type of more leaves.</summary>
    private const int MostElements = 64;
    private const int MostLeaves = 1024;

    private readonly BtfSpec _types;
    private readonly BtfWalkLimit _limit;
    private readonly List<BpfFieldLayout> _leaves = [];

    private BtfLayout(BtfSpec types, uint typeId) => (_types, _limit) = (types, new(typeId));

    /// <exception cref="BpfObjectFormatException">The type contains itself, is nested deeper than the kernel takes, has fields beyond reason, or one without size.</exception>
    internal static BpfTypeLayout Of(BtfSpec types, uint typeId)
    {
        BtfLayout layout = new(types, typeId);
        layout.Add(typeId, "", 0, 0);
        return new(NameOf(types, typeId), (int)types.SizeOf(typeId), [.. layout._leaves.OrderBy(leaf => leaf.Offset)]);
    }

    private static string NameOf(BtfSpec types, uint typeId)
    {
        BtfType named = types.GetType(typeId), type = types.SkipModifiers(typeId);
        string name = named.Name.Length > 0 ? named.Name : type.Name;
        if (name.Length == 0) name = $"an unnamed {type.Kind}";
        return type.Kind is BtfKind.Struct or BtfKind.Union && type.Name == name ? $"{type.Kind.ToString().ToLowerInvariant()} {name}" : name;
    }

    private void Add(uint typeId, string path, int offset, int depth)
    {
        _limit.Enter(depth, path);
        BtfType type = _types.SkipModifiers(typeId);
        int size = (int)_types.SizeOf(typeId);
        switch (type.Kind)
        {
            case BtfKind.Struct when _leaves.Count < MostLeaves:
                foreach (BtfMember member in type.Members) AddMember(member, path, offset, depth);
                break;
            case BtfKind.Array when _leaves.Count < MostLeaves:
                AddArray(type.Array, path, offset, size, depth);
                break;
            default:
                Leaf(path, offset, size, KindOf(type.Kind));
                break;
        }
    }

    private void AddMember(in BtfMember member, string path, int offset, int depth)
    {
        string name = member.Name.Length == 0 ? path : path.Length == 0 ? member.Name : $"{path}.{member.Name}";
        int first = (int)(member.BitOffset / 8);
        if (member.BitfieldSize == 0)
        {
            Add(member.TypeId, name, offset + first, depth + 1);
            return;
        }

        _limit.Enter(depth + 1, name);
        Leaf(name, offset + first, (int)((member.BitOffset + (uint)member.BitfieldSize + 7) / 8) - first, BpfFieldKind.Bytes);
    }

    private void AddArray(BtfArray array, string path, int offset, int size, int depth)
    {
        BtfType element = _types.SkipModifiers(array.ElementTypeId);
        int stride = (int)_types.SizeOf(array.ElementTypeId);
        if (stride <= 1 || array.Count > MostElements)
        {
            Leaf(path, offset, size, BpfFieldKind.Bytes);
        }
        else if (element.Kind is BtfKind.Struct or BtfKind.Union or BtfKind.Array)
        {
            for (int i = 0; i < array.Count; i++) Add(array.ElementTypeId, $"{path}[{i}]", offset + (i * stride), depth + 1);
        }
        else
        {
            _leaves.Add(new(path, offset, stride, KindOf(element.Kind), (int)array.Count));
        }
    }

    private void Leaf(string path, int offset, int size, BpfFieldKind kind)
    {
        if (size > 0) _leaves.Add(new(path, offset, size, kind));
    }

    private static BpfFieldKind KindOf(BtfKind kind) => kind switch
    {
        BtfKind.Int or BtfKind.Enum or BtfKind.Enum64 => BpfFieldKind.Integer,
        BtfKind.Float => BpfFieldKind.Float,
        BtfKind.Ptr => BpfFieldKind.Pointer,
        _ => BpfFieldKind.Bytes,
    };
}
