namespace LibBpfSharp.Btf;

/// <summary>Works out alignments, each structure once.</summary>
internal readonly struct BtfAlignment(BtfSpec spec)
{
    /// <summary>Deepest nesting of arrays, qualifiers and structures that is followed, for the sake of the stack.</summary>
    private const int MaxDepth = 256;

    private const int InProgress = 0;

    private readonly Dictionary<uint, int> _known = [];

    public int Of(uint id, int depth = 0)
    {
        if (depth == MaxDepth) throw BtfErrors.InType(id, "is nested too deeply");
        BtfType type = spec.GetType(id);
        switch (type.Kind)
        {
            case BtfKind.Int or BtfKind.Enum or BtfKind.Enum64 or BtfKind.Float:
                return (int)Math.Min((uint)spec.PointerSize, type.Size);
            case BtfKind.Ptr:
                return spec.PointerSize;
            case BtfKind.Array:
                return Of(type.Array.ElementTypeId, depth + 1);
            case BtfKind.Struct or BtfKind.Union:
                return OfComposite(type, depth);
            default:
                return type.IsModifier ? Of(type.TypeId, depth + 1) : throw BtfErrors.InType(id, "has no alignment");
        }
    }

    private int OfComposite(in BtfType type, int depth)
    {
        if (_known.TryGetValue(type.Id, out int known))
            return known != InProgress ? known : throw BtfErrors.InType(type.Id, "contains itself");

        _known[type.Id] = InProgress;
        int widest = 1;
        bool packed = false;
        foreach (BtfMember member in type.Members)
        {
            int alignment = Of(member.TypeId, depth + 1);
            if (alignment == 0) throw BtfErrors.InType(member.TypeId, "has a size of zero");
            widest = Math.Max(widest, alignment);
            packed |= member.BitfieldSize == 0 && member.BitOffset % (8 * (uint)alignment) != 0;
        }

        return _known[type.Id] = packed || type.Size % (uint)widest != 0 ? 1 : widest;
    }
}
