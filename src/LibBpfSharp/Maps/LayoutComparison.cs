using System.Text;

namespace LibBpfSharp;

/// <summary>Compares the layouts of a C type and the C# type that is to stand for it.</summary>
internal static class LayoutComparison
{
    /// <summary>Whether each number of the C type is one of the C# type: same place, same size, same kind. Padding may hold anything.</summary>
    internal static bool Fits(BpfTypeLayout expected, BpfTypeLayout actual)
    {
        if (expected.Size != actual.Size) return false;
        ILookup<int, BpfFieldLayout> places = actual.Fields.SelectMany(Elements).ToLookup(field => field.Offset);
        return expected.Fields.SelectMany(Elements).All(field => places[field.Offset].Any(other => Fits(field, other)) || field.Kind is BpfFieldKind.Bytes);
    }

    /// <summary>Both layouts, one line for each place where either has something.</summary>
    internal static string Describe(BpfTypeLayout expected, BpfTypeLayout actual)
    {
        BpfFieldLayout[] left = [.. expected.Fields], right = [.. actual.Fields];
        int width = Math.Max(expected.Name.Length + 4, left.Length == 0 ? 0 : left.Max(field => field.ToString().Length)) + 2;
        StringBuilder text = new();
        text.Append("  ").Append($"{expected.Name} (C), {expected.Size} bytes".PadRight(width)).Append($"{actual.Name} (C#), {actual.Size} bytes");
        foreach (int offset in left.Concat(right).Select(field => field.Offset).Distinct().Order())
        {
            BpfFieldLayout[] here = [.. left.Where(field => field.Offset == offset)], there = [.. right.Where(field => field.Offset == offset)];
            for (int i = 0; i < Math.Max(here.Length, there.Length); i++)
            {
                string mine = i < here.Length ? here[i].ToString() : "", theirs = i < there.Length ? there[i].ToString() : "";
                bool fits = here.Length == 0 || here[Math.Min(i, here.Length - 1)].Kind is BpfFieldKind.Bytes
                    || Elements(here[Math.Min(i, here.Length - 1)]).All(e => there.SelectMany(Elements).Any(other => e.Offset == other.Offset && Fits(e, other)));
                text.Append('\n').Append(fits ? "  " : "* ").Append(mine.PadRight(width)).Append(theirs);
            }
        }

        return text.ToString();
    }

    private static bool Fits(in BpfFieldLayout expected, in BpfFieldLayout actual)
        => expected.Size == actual.Size && Class(expected.Kind) == Class(actual.Kind);

    /// <summary>Pointers are numbers of their size.</summary>
    private static BpfFieldKind Class(BpfFieldKind kind) => kind is BpfFieldKind.Pointer ? BpfFieldKind.Integer : kind;

    private static IEnumerable<BpfFieldLayout> Elements(BpfFieldLayout field)
        => Enumerable.Range(0, field.Count).Select(i => field with { Offset = field.Offset + (i * field.Size), Count = 1 });
}
