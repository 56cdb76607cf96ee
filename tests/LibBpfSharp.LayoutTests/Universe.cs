using System.Reflection;
using System.Runtime.CompilerServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.LayoutTests;

/// <summary>All of the library that could mirror the kernel, found by reflection, so that nothing new goes unchecked.</summary>
internal static class Universe
{
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] s_types = [.. typeof(BpfException).Assembly.GetTypes().Where(type =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.FullName!.Contains('<', StringComparison.Ordinal))];

    /// <summary>Structs marked as the kernel's, but those that are parts of another.</summary>
    public static IEnumerable<Type> MarkedStructs => Structs.Where(type => type.IsDefined(typeof(UapiAttribute)) && !type.IsNested);

    /// <summary>Structs of the system call layer and any other that is marked, parts of another left out.</summary>
    public static IEnumerable<Type> Structs => s_types.Where(type =>
        type.IsValueType && !type.IsEnum && !type.IsByRefLike
        && (type.IsDefined(typeof(UapiAttribute)) || (type.Namespace == typeof(Kernel).Namespace && !type.IsNested)));

    public static IEnumerable<Type> Enums => s_types.Where(type => type.IsEnum);

    /// <summary>
    /// Whether an enumeration could carry the kernel's numbers: it is unsigned as theirs are, a set of bits, or numbered with gaps.
    /// What simply counts from 0 is the library's own words.
    /// </summary>
    public static bool MayMirror(Type type) =>
        Enum.GetUnderlyingType(type) is { } number && (number == typeof(uint) || number == typeof(ulong))
        || type.IsDefined(typeof(FlagsAttribute))
        || !Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => Convert.ToInt64(value, null))
            .SequenceEqual(Enumerable.Range(0, Enum.GetNames(type).Length).Select(i => (long)i));

    /// <summary>Integer constants of the classes of the system call layer, handles included.</summary>
    public static IEnumerable<FieldInfo> Constants => s_types
        .Where(type => !type.IsEnum && (type.Namespace == typeof(Kernel).Namespace || type.IsAssignableTo(typeof(BpfHandle))))
        .SelectMany(type => type.GetFields(AnyStatic))
        .Where(constant => constant.IsLiteral && constant.FieldType != typeof(string));

    /// <summary>Every fact there is to check.</summary>
    /// <param name="wholeIsExact">See <see cref="StructFacts.Of"/>.</param>
    public static IReadOnlyList<LayoutFact> Facts(bool wholeIsExact) =>
    [
        .. MarkedStructs.SelectMany(type => StructFacts.Of(type, wholeIsExact)),
        .. Enums.Where(type => type.IsDefined(typeof(UapiAttribute)))
            .SelectMany(type => ConstantFacts.OfEnum(type, type.GetCustomAttribute<UapiAttribute>()!.Prefix!)),
        .. KnownConstants.Enums.SelectMany(row => ConstantFacts.OfEnum(row.Key, row.Value.Prefix, row.Value.Names)),
        .. KnownConstants.Classes.SelectMany(row => ConstantFacts.OfClass(row.Key, row.Value)),
        .. Constants.Where(constant => KnownConstants.Single.ContainsKey((constant.DeclaringType!, constant.Name)))
            .Select(constant => ConstantFacts.Of(constant, KnownConstants.Single[(constant.DeclaringType!, constant.Name)])),
        .. KnownConstants.Further,
    ];
}
