namespace LibBpfSharp.Btf;

/// <summary>Where names and ids stand inside a record (words in host byte order).</summary>
internal static class BtfReferences
{
    private const int HeaderWords = 3;

    /// <summary>Turns the names of a record, copied from another BTF, into strings of the one being built.</summary>
    public static void RewriteNames(Span<uint> record, BtfBuilder builder, BtfSpec source)
    {
        Rewrite(ref record[0], builder, source);
        int stride = BtfInfo.Kind(record[1]) switch
        {
            BtfKind.Struct or BtfKind.Union or BtfKind.Enum64 => 3,
            BtfKind.Enum or BtfKind.FuncProto => 2,
            _ => 0,
        };
        if (stride == 0) return;
        for (int at = HeaderWords; at < record.Length; at += stride) Rewrite(ref record[at], builder, source);
    }

    /// <summary>Adds a distance to the ids in a record that are not below a limit.</summary>
    public static void MoveIds(Span<uint> record, uint limit, uint distance)
    {
        switch (BtfInfo.Kind(record[1]))
        {
            case BtfKind.Ptr or BtfKind.Typedef or BtfKind.Volatile or BtfKind.Const or BtfKind.Restrict or BtfKind.Func
                or BtfKind.Var or BtfKind.DeclTag or BtfKind.TypeTag:
                Move(ref record[2], limit, distance);
                break;
            case BtfKind.Array:
                Move(ref record[3], limit, distance);
                Move(ref record[4], limit, distance);
                break;
            case BtfKind.FuncProto:
                Move(ref record[2], limit, distance);
                MoveElements(record, first: 1, stride: 2, limit, distance);
                break;
            case BtfKind.Struct or BtfKind.Union:
                MoveElements(record, first: 1, stride: 3, limit, distance);
                break;
            case BtfKind.Datasec:
                MoveElements(record, first: 0, stride: 3, limit, distance);
                break;
        }
    }

    private static void MoveElements(Span<uint> record, int first, int stride, uint limit, uint distance)
    {
        for (int at = HeaderWords + first; at < record.Length; at += stride) Move(ref record[at], limit, distance);
    }

    private static void Move(ref uint id, uint limit, uint distance)
    {
        if (id != 0 && id >= limit) id += distance;
    }

    private static void Rewrite(ref uint offset, BtfBuilder builder, BtfSpec source)
    {
        bool shared = source.Base is not null && ReferenceEquals(source.Base, builder.Base) && offset < source.FirstStringOffset;
        if (offset != 0 && !shared) offset = builder.AddString(source.GetStringBytes(offset));
    }
}
