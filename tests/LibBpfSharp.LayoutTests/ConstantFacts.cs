using System.Globalization;
using System.Reflection;

namespace LibBpfSharp.LayoutTests;

/// <summary>Facts about enumerations and constants that mirror the kernel's.</summary>
internal static class ConstantFacts
{
    /// <summary>Every member of an enumeration, by a prefix and the members' casing, or by the names given.</summary>
    public static IEnumerable<LayoutFact> OfEnum(Type type, string prefix, IReadOnlyDictionary<string, string?>? names = null) =>
        OfFields(type, type.GetFields(BindingFlags.Static | BindingFlags.Public), prefix, names);

    /// <summary>Every constant of a class that holds nothing but the kernel's, by a prefix and their casing, or by the names given.</summary>
    public static IEnumerable<LayoutFact> OfClass(Type type, string prefix, IReadOnlyDictionary<string, string?>? names = null) =>
        OfFields(type, type.GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.IsLiteral), prefix, names);

    /// <summary>One constant by its C expression.</summary>
    public static LayoutFact Of(FieldInfo constant, string cName) =>
        new($"({cName}) == {Literal(constant)}", $"{constant.DeclaringType!.Name}.{constant.Name}");

    private static IEnumerable<LayoutFact> OfFields(
        Type type, IEnumerable<FieldInfo> fields, string prefix, IReadOnlyDictionary<string, string?>? names)
    {
        foreach (string name in names?.Keys ?? [])
            if (type.GetField(name) is null)
                throw new InvalidOperationException($"{type.Name} has no {name} any more: its row is to go.");

        foreach (FieldInfo field in fields)
        {
            string? cName = names is not null && names.TryGetValue(field.Name, out string? given) ? given : KernelName.OfMember(field, prefix);
            if (cName is not null) yield return Of(field, cName);
        }
    }

    private static string Literal(FieldInfo constant)
    {
        object value = constant.GetRawConstantValue()!;
        string text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return value is ulong ? text + "ull" : value is uint ? text + "u" : text;
    }
}
