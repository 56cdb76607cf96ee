namespace LibBpfSharp.Btf;

/// <summary>Rewrites an object's BTF for a kernel that does not know all of it. Ids and string offsets stay what they are.</summary>
internal static class BtfSanitizer
{
    /// <summary>What a kernel must know to take a BTF as it is.</summary>
    public static BtfFeature NeededBy(BtfSpec spec)
    {
        BtfFeature needed = BtfFeature.Basic;
        if (!spec.LayoutSection.IsEmpty) needed |= BtfFeature.Layout;
        foreach (BtfType type in spec.EnumerateOwnTypes()) needed |= NeededBy(type);
        return needed;
    }

    /// <summary>The blob for a kernel that knows the given features; <see cref="BtfSpec.RawData"/> itself where nothing is to be done.</summary>
    /// <exception cref="BpfObjectFormatException">The BTF's header has fields of unknown meaning, so that it cannot be rewritten.</exception>
    public static ReadOnlyMemory<byte> Rewrite(BtfSpec spec, BtfFeature supported)
    {
        if ((NeededBy(spec) & ~supported) == 0) return spec.RawData;

        BtfBuilder builder = BtfBuilder.From(spec);
        if (!supported.HasFlag(BtfFeature.Layout)) builder.DropLayout();
        uint placeholder = 0;
        for (uint id = spec.FirstId; id < spec.TypeCount; id++)
        {
            BtfType type = spec.GetType(id);
            if ((NeededBy(type) & ~supported) == 0) continue;
            if (type.Kind == BtfKind.Enum64 && placeholder == 0) placeholder = builder.AddInt("enum64_placeholder", 1);
            Replace(builder, type, supported, placeholder);
        }

        return builder.ToArray();
    }

    private static BtfFeature NeededBy(in BtfType type) => type.Kind switch
    {
        BtfKind.Var => BtfFeature.Datasec,
        BtfKind.Datasec => type.Utf8Name.StartsWith("?"u8) ? BtfFeature.Datasec | BtfFeature.OptionalDatasec : BtfFeature.Datasec,
        BtfKind.FuncProto => BtfFeature.Func,
        BtfKind.Func => type.FuncLinkage == BtfFuncLinkage.Static ? BtfFeature.Func : BtfFeature.Func | BtfFeature.GlobalFunc,
        BtfKind.Float => BtfFeature.Float,
        BtfKind.DeclTag => BtfFeature.DeclTag,
        BtfKind.TypeTag => BtfFeature.TypeTag,
        BtfKind.Enum => type.KindFlag ? BtfFeature.Enum64 : BtfFeature.None,
        BtfKind.Enum64 => BtfFeature.Enum64,
        _ => BtfFeature.None,
    };

    private static void Replace(BtfBuilder builder, in BtfType type, BtfFeature supported, uint placeholder)
    {
        Span<uint> record = builder.Record(type.Id);
        switch (type.Kind)
        {
            case BtfKind.Var or BtfKind.DeclTag:
                // One byte fits whatever place the variable has; four might reach beyond the section.
                record[1] = BtfInfo.Pack(BtfKind.Int);
                record[2] = 1;
                record[BtfRecordShape.HeaderWords] = 8;
                break;
            case BtfKind.Datasec when !supported.HasFlag(BtfFeature.Datasec):
                MakeIdentifier(builder.OwnString(type.NameOffset));
                MakeStruct(record, type);
                break;
            case BtfKind.Datasec:
                MakeIdentifier(builder.OwnString(type.NameOffset)[..1]);
                break;
            case BtfKind.FuncProto:
                // A parameter has the words of an enumerator.
                record[1] = BtfInfo.Pack(BtfKind.Enum, type.Length);
                record[2] = sizeof(uint);
                break;
            case BtfKind.Func:
                record[1] = BtfInfo.Pack(supported.HasFlag(BtfFeature.Func) ? BtfKind.Func : BtfKind.Typedef);
                break;
            case BtfKind.Float:
                // "float" is no name for a structure.
                record[0] = 0;
                record[1] = BtfInfo.Pack(BtfKind.Struct);
                break;
            case BtfKind.TypeTag:
                record[0] = 0;
                record[1] = BtfInfo.Pack(BtfKind.Const);
                break;
            case BtfKind.Enum:
                record[1] = BtfInfo.Pack(BtfKind.Enum, type.Length);
                break;
            case BtfKind.Enum64:
                MakeUnion(record, type, placeholder);
                break;
        }
    }

    private static void MakeIdentifier(Span<byte> name)
    {
        foreach (ref byte letter in name)
        {
            if (letter is (byte)'.' or (byte)'?') letter = (byte)'_';
        }
    }

    private static void MakeStruct(Span<uint> record, in BtfType type)
    {
        record[1] = BtfInfo.Pack(BtfKind.Struct, type.Length);
        BtfRecordShape shape = BtfRecordShape.Of(BtfKind.Struct);
        for (int i = 0; i < type.Length; i++)
        {
            Span<uint> words = record[shape.ElementAt(i)..];
            BtfSectionVariable variable = type.Variables[i];
            words[0] = type.Spec.GetType(variable.TypeId).NameOffset;
            words[1] = variable.TypeId;
            words[2] = variable.Offset * 8;
        }
    }

    private static void MakeUnion(Span<uint> record, in BtfType type, uint memberTypeId)
    {
        record[1] = BtfInfo.Pack(BtfKind.Union, type.Length);
        BtfRecordShape shape = BtfRecordShape.Of(BtfKind.Union);
        for (int at = shape.ElementAt(0); at < record.Length; at += shape.ElementWords)
        {
            record[at + shape.ElementType] = memberTypeId;
            record[at + 2] = 0;
        }
    }
}
