using System.Globalization;
using LibBpfSharp.Btf;

namespace LibBpfSharp;

/// <summary>A type as the list of its scalars: where each is, how large, of what kind and by what name.</summary>
internal static class TypeLayout
{
    /// <summary>One line for each scalar, in memory order, as <c>+8 bytes: u64</c>.</summary>
    public static IReadOnlyList<string> Of(BtfSpec types, uint id)
    {
        List<string> lines = [];
        Add(lines, types, id, bit: 0, bits: 0, path: "");
        return lines;
    }

    private static void Add(List<string> lines, BtfSpec types, uint id, ulong bit, int bits, string path)
    {
        BtfType type = types.SkipModifiers(id);
        if (type.IsComposite)
        {
            foreach (BtfMember member in type.Members)
                Add(lines, types, member.TypeId, bit + member.BitOffset, member.BitfieldSize, Join(path, member.Name));
        }
        else if (type.Kind is BtfKind.Array && types.SkipModifiers(type.Array.ElementTypeId) is { IsComposite: true } or { Kind: BtfKind.Array })
        {
            // One element stands for all: they are alike.
            Add(lines, types, type.Array.ElementTypeId, bit, bits: 0, path + Dimension(type.Array.Count));
        }
        else
        {
            lines.Add(Line(types, type, bit, bits, path));
        }
    }

    private static string Line(BtfSpec types, BtfType type, ulong bit, int bits, string path)
    {
        string dimension = "";
        if (type.Kind is BtfKind.Array) (dimension, type) = (Dimension(type.Array.Count), types.SkipModifiers(type.Array.ElementTypeId));
        string place = bits > 0 ? string.Create(CultureInfo.InvariantCulture, $"+{bit / 8}.{bit % 8}") : string.Create(CultureInfo.InvariantCulture, $"+{bit / 8}");
        string width = bits > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({bits} bits)") : "";
        return $"{place} {(path.Length + dimension.Length > 0 ? path + dimension + ": " : "")}{Describe(types, type)}{width}";
    }

    private static string Describe(BtfSpec types, BtfType type)
    {
        types.TryGetSize(type.Id, out uint size);
        return type.Kind switch
        {
            BtfKind.Int => string.Create(CultureInfo.InvariantCulture, $"{(type.IntEncoding is BtfIntEncoding.Signed ? 's' : 'u')}{size * 8}"),
            BtfKind.Float => string.Create(CultureInfo.InvariantCulture, $"f{size * 8}"),
            BtfKind.Ptr => "pointer",
            BtfKind.Enum or BtfKind.Enum64 => string.Create(CultureInfo.InvariantCulture, $"enum {type.Name} of {size} bytes"),
            _ => $"{type.Kind} {type.Name}",
        };
    }

    private static string Dimension(uint count) => string.Create(CultureInfo.InvariantCulture, $"[{count}]");

    private static string Join(string path, string name) => path.Length == 0 ? name : name.Length == 0 ? path : $"{path}.{name}";
}
