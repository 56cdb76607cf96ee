using LibBpfSharp.Btf;

namespace LibBpfSharp.LayoutTests;

/// <summary>The shapes of BTF records, by the structs they are made of.</summary>
internal static class BtfRecordFacts
{
    private static readonly (BtfKind Kind, string Own, string? Element)[] s_structs =
    [
        (BtfKind.Int, "__u32", null),
        (BtfKind.Array, "struct btf_array", null),
        (BtfKind.Struct, "", "struct btf_member"),
        (BtfKind.Union, "", "struct btf_member"),
        (BtfKind.Enum, "", "struct btf_enum"),
        (BtfKind.FuncProto, "", "struct btf_param"),
        (BtfKind.Var, "struct btf_var", null),
        (BtfKind.Datasec, "", "struct btf_var_secinfo"),
        (BtfKind.DeclTag, "struct btf_decl_tag", null),
        (BtfKind.Enum64, "", "struct btf_enum64"),
    ];

    public static IEnumerable<LayoutFact> All =>
    [
        .. Enumerable.Range(0, BtfRecordShape.KnownKinds).SelectMany(kind => Of((BtfKind)kind)),
        new("__builtin_offsetof(struct btf_array, type) == 0 && __builtin_offsetof(struct btf_array, index_type) == 4", "BtfRecordShape.OwnTypes"),
    ];

    private static IEnumerable<LayoutFact> Of(BtfKind kind)
    {
        BtfRecordShape shape = BtfRecordShape.Of(kind);
        string name = $"BtfRecordShape of {kind}";
        (_, string own, string? element) = s_structs.FirstOrDefault(known => known.Kind == kind, (kind, "", null));
        yield return new(own.Length > 0 ? $"sizeof({own}) == {shape.OwnWords * 4}" : $"0 == {shape.OwnWords}", name);
        yield return new(element is not null ? $"sizeof({element}) == {shape.ElementWords * 4}" : $"0 == {shape.ElementWords}", name);
        if (shape.ElementsHaveNames) yield return new($"__builtin_offsetof({element}, name_off) == 0", name);
        if (shape.ElementType >= 0) yield return new($"__builtin_offsetof({element}, type) == {shape.ElementType * 4}", name);
    }
}
