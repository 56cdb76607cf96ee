using System.Reflection;

namespace LibBpfSharp.Tests.Conventions;

/// <summary>What the library shows: its public types and the members that they declare themselves.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Type> Types { get; } = typeof(BpfException).Assembly.GetExportedTypes();

    /// <summary>Methods but accessors and operators, and what a record or a delegate gets from the compiler or the runtime.</summary>
    public static IEnumerable<MethodInfo> Methods => Types
        .Where(type => !type.IsEnum && !type.IsSubclassOf(typeof(Delegate)))
        .SelectMany(type => type.GetMethods(Declared))
        .Where(method => IsSeen(method) && !method.IsSpecialName && !IsGenerated(method));

    public static IEnumerable<PropertyInfo> Properties => Types
        .SelectMany(type => type.GetProperties(Declared))
        .Where(property => property.GetAccessors(nonPublic: true).Any(IsSeen) && !IsGenerated(property));

    public static IEnumerable<MethodBase> MethodsAndConstructors => Types
        .Where(type => !type.IsEnum && !type.IsSubclassOf(typeof(Delegate)))
        .SelectMany(type => type.GetConstructors())
        .Concat<MethodBase>(Methods);

    /// <summary><c>Type.Member</c>, as messages of tests name it.</summary>
    public static string Name(MemberInfo member) => $"{member.DeclaringType!.Name.Split('`')[0]}.{member.Name}";

    private static bool IsSeen(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));
}
