using System.Text.Json;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>A type as <c>bpftool -j btf dump</c> prints it.</summary>
internal static class BtfDump
{
    public static byte[] Of(BtfType type)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("id", type.Id);
            json.WriteString("kind", KindName(type.Kind));
            json.WriteString("name", Name(type.Name));
            WriteParts(json, type);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteParts(Utf8JsonWriter json, in BtfType type)
    {
        switch (type.Kind)
        {
            case BtfKind.Int:
                json.WriteNumber("size", type.Size);
                json.WriteNumber("bits_offset", type.IntBitOffset);
                json.WriteNumber("nr_bits", type.IntBits);
                json.WriteString("encoding", type.IntEncoding == BtfIntEncoding.None ? "(none)" : type.IntEncoding.ToString().ToUpperInvariant());
                break;
            case BtfKind.Array:
                json.WriteNumber("type_id", type.Array.ElementTypeId);
                json.WriteNumber("index_type_id", type.Array.IndexTypeId);
                json.WriteNumber("nr_elems", type.Array.Count);
                break;
            case BtfKind.Struct or BtfKind.Union:
                WriteList(json, type, "members", type.Members, WriteMember);
                break;
            case BtfKind.Enum or BtfKind.Enum64:
                json.WriteString("encoding", type.KindFlag ? "SIGNED" : "UNSIGNED");
                BtfType enumeration = type;
                WriteList(json, type, "values", type.EnumValues, (_, value) => WriteValue(json, enumeration, value));
                break;
            case BtfKind.Fwd:
                json.WriteString("fwd_kind", type.KindFlag ? "union" : "struct");
                break;
            case BtfKind.FuncProto:
                json.WriteNumber("ret_type_id", type.TypeId);
                WriteList(json, type, "params", type.Parameters, WriteParameter);
                break;
            case BtfKind.Datasec:
                WriteList(json, type, "vars", type.Variables, WriteVariable);
                break;
            case BtfKind.Float:
                json.WriteNumber("size", type.Size);
                break;
            default:
                json.WriteNumber("type_id", type.TypeId);
                if (type.Kind == BtfKind.Func) json.WriteString("linkage", type.FuncLinkage.ToString().ToLowerInvariant());
                if (type.Kind == BtfKind.Var) json.WriteString("linkage", Linkage(type.VarLinkage));
                if (type.Kind == BtfKind.DeclTag) json.WriteNumber("component_idx", type.ComponentIndex);
                break;
        }
    }

    private static void WriteList<T>(Utf8JsonWriter json, in BtfType type, string name, BtfList<T> list, Action<Utf8JsonWriter, T> write)
        where T : struct, IBtfElement<T>
    {
        if (type.Kind != BtfKind.FuncProto) json.WriteNumber("size", type.Size);
        json.WriteNumber("vlen", type.Length);
        json.WriteStartArray(name);
        foreach (T element in list)
        {
            json.WriteStartObject();
            write(json, element);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter json, BtfMember member)
    {
        json.WriteString("name", Name(member.Name));
        json.WriteNumber("type_id", member.TypeId);
        json.WriteNumber("bits_offset", member.BitOffset);
        if (member.BitfieldSize != 0) json.WriteNumber("bitfield_size", member.BitfieldSize);
    }

    private static void WriteValue(Utf8JsonWriter json, in BtfType type, BtfEnumValue value)
    {
        json.WriteString("name", Name(value.Name));
        if (type.KindFlag) json.WriteNumber("val", value.Value);
        else if (type.Kind == BtfKind.Enum64) json.WriteNumber("val", (ulong)value.Value);
        else json.WriteNumber("val", (ulong)(int)value.Value); // bpftool extends the sign of unsigned values too
    }

    private static void WriteParameter(Utf8JsonWriter json, BtfParameter parameter)
    {
        json.WriteString("name", Name(parameter.Name));
        json.WriteNumber("type_id", parameter.TypeId);
    }

    private static void WriteVariable(Utf8JsonWriter json, BtfSectionVariable variable)
    {
        json.WriteNumber("type_id", variable.TypeId);
        json.WriteNumber("offset", variable.Offset);
        json.WriteNumber("size", variable.Size);
    }

    private static string Name(string name) => name.Length == 0 ? "(anon)" : name;

    private static string KindName(BtfKind kind) => kind switch
    {
        BtfKind.FuncProto => "FUNC_PROTO",
        BtfKind.DeclTag => "DECL_TAG",
        BtfKind.TypeTag => "TYPE_TAG",
        _ => kind.ToString().ToUpperInvariant(),
    };

    private static string Linkage(BtfVarLinkage linkage) => linkage switch
    {
        BtfVarLinkage.GlobalAllocated => "global",
        BtfVarLinkage.GlobalExtern => "extern",
        _ => "static",
    };
}
