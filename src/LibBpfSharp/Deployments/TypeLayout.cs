using System.Globalization;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Deployments;

/// <summary>A type as the list of its scalars: where each is, how large, of what kind and by what name.</summary>
internal sealed class TypeLayout
{
    private readonly BtfSpec _types;
    private readonly BtfWalkLimit _limit;
    private readonly List<string> _lines = [];

    private TypeLayout(BtfSpec types, uint id) => (_types, _limit) = (types, new(id));

    /// <summary>One line for each scalar, in memory order, as <c>+8 bytes: u64</c>.</summary>
    /// <exception cref="BpfObjectFormatException">The type contains itself, is nested deeper than the kernel takes, or has fields beyond reason.</exception>
    public static IReadOnlyList<string> Of(BtfSpec types, uint id)
    {
        TypeLayout layout = new(types, id);
        layout.Add(id, bit: 0, bits: 0, path: "", depth: 0);
        return layout._lines;
    }

    private void Add(uint id, ulong bit, int bits, string path, int depth)
    {
        _limit.Enter(depth, path);
        BtfType type = _types.SkipModifiers(id);
        if (type.IsComposite)
        {
            foreach (BtfMember member in type.Members)
                Add(member.TypeId, bit + member.BitOffset, member.BitfieldSize, Join(path, member.Name), depth + 1);
        }
        else if (type.Kind is BtfKind.Array && _types.SkipModifiers(type.Array.ElementTypeId) is { IsComposite: true } or { Kind: BtfKind.Array })
        {
            // One element stands for all: they are alike.
            Add(type.Array.ElementTypeId, bit, bits: 0, path + Dimension(type.Array.Count), depth + 1);
        }
        else
        {
            string line = Line(type, bit, bits, path);
            _limit.Write(line);
            _lines.Add(line);
        }
    }

    private string Line(BtfType type, ulong bit, int bits, string path)
    {
        string dimension = "";
        if (type.Kind is BtfKind.Array) (dimension, type) = (Dimension(type.Array.Count), _types.SkipModifiers(type.Array.ElementTypeId));
        string place = bits > 0 ? string.Create(CultureInfo.InvariantCulture, $"+{bit / 8}.{bit % 8}") : string.Create(CultureInfo.InvariantCulture, $"+{bit / 8}");
        string width = bits > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({bits} bits)") : "";
        return $"{place} {(path.Length + dimension.Length > 0 ? path + dimension + ": " : "")}{Describe(type)}{width}";
    }

    private string Describe(BtfType type)
    {
        _types.TryGetSize(type.Id, out uint size);
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
