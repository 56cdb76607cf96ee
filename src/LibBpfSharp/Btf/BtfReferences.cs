namespace LibBpfSharp.Btf;

/// <summary>Changes the names and ids inside a record (words in host byte order).</summary>
internal static class BtfReferences
{
    /// <summary>Turns the names of a record, copied from another BTF, into strings of the one being built.</summary>
    public static void RewriteNames(Span<uint> record, BtfBuilder builder, BtfSpec source)
    {
        Rewrite(ref record[0], builder, source);
        BtfRecordShape shape = BtfRecordShape.Of(BtfInfo.Kind(record[1]));
        if (!shape.ElementsHaveNames) return;
        for (int at = shape.ElementAt(0); at < record.Length; at += shape.ElementWords) Rewrite(ref record[at], builder, source);
    }

    /// <summary>Adds a distance to the ids in a record that are not below a limit.</summary>
    public static void MoveIds(Span<uint> record, uint limit, uint distance)
    {
        BtfRecordShape shape = BtfRecordShape.Of(BtfInfo.Kind(record[1]));
        if (shape.StatesType) Move(ref record[2], limit, distance);
        for (int i = 0; i < shape.OwnTypes; i++) Move(ref record[BtfRecordShape.HeaderWords + i], limit, distance);
        if (shape.ElementType < 0) return;
        for (int at = shape.ElementAt(0) + shape.ElementType; at < record.Length; at += shape.ElementWords) Move(ref record[at], limit, distance);
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
