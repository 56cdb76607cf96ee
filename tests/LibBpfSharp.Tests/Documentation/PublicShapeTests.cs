using System.Reflection;
using System.Text.RegularExpressions;
using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>One type for one thing, and shapes that can grow, all over the public surface.</summary>
public sealed partial class PublicShapeTests
{
    private static readonly Type[] s_public = [.. typeof(BpfException).Assembly.GetExportedTypes().Where(type => !typeof(Delegate).IsAssignableFrom(type))];

    /// <summary>What callers make, and why it is neither options nor an exception. All else is made by the library alone.</summary>
    private static readonly Dictionary<Type, string> s_madeByCallers = new()
    {
        [typeof(BpfAssembler)] = "writes a program",
        [typeof(BpfBatchCursor)] = "where a caller's walk is",
        [typeof(BpfCode)] = "a program, which need not come from an assembler",
        [typeof(BpfFieldLayout)] = "how a type of the caller's lies in memory",
        [typeof(BpfInstruction)] = "as the kernel fixes it",
        [typeof(BpfInterface)] = "names an interface",
        [typeof(BpfLinkHandle)] = "a descriptor of another library's",
        [typeof(BpfMapHandle)] = "a descriptor of another library's",
        [typeof(BpfMapReference)] = "part of a program",
        [typeof(BpfProgramHandle)] = "a descriptor of another library's",
        [typeof(BpfSectionHandler)] = "what a section means to the caller",
        [typeof(BpfTypeLayout)] = "how a type of the caller's lies in memory",
        [typeof(BtfArray)] = "as the format fixes it",
        [typeof(BtfFuncInfo)] = "as the format fixes it",
        [typeof(BtfHandle)] = "a descriptor of another library's",
        [typeof(BtfLineInfo)] = "as the format fixes it",
        [typeof(BtfSectionVariable)] = "as the format fixes it",
        [typeof(CoreRelocation)] = "as the format fixes it",
        [typeof(Ipv4Prefix)] = "a key",
        [typeof(Ipv6Prefix)] = "a key",
        [typeof(PidHandle)] = "a descriptor of another library's",
        [typeof(TcParent)] = "names a parent",
        [typeof(BpfVerifierLog)] = "a text, wherever it comes from",
    };

    [Fact]
    public void Answers_have_no_public_constructor()
    {
        IEnumerable<Type> constructed = s_public.Where(type =>
            type.GetConstructors().Length > 0 && !typeof(Exception).IsAssignableFrom(type) && !type.Name.EndsWith("Options", StringComparison.Ordinal));
        Assert.Equal(s_madeByCallers.Keys.Select(type => type.Name).Order(StringComparer.Ordinal), constructed.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Answers_are_not_taken_apart_by_the_order_of_their_properties()
        => Assert.Empty(s_public.Where(type => !s_madeByCallers.ContainsKey(type) && type.GetMethod("Deconstruct") is not null).Select(type => type.Name));

    [Fact]
    public void Nobody_but_the_library_sets_what_an_object_says_of_itself() => Assert.Empty(
        s_public.Where(type => type.Name.EndsWith("Spec", StringComparison.Ordinal) || type == typeof(BpfSectionDefinition))
            .SelectMany(type => type.GetProperties()).Where(property => property.SetMethod is { IsPublic: true }).Select(Name));

    [Fact]
    public void An_interface_is_no_number() => Assert.Empty(
        Uses().Where(use => InterfaceWord().IsMatch(use.Name) && IsInteger(use.Type)).Select(use => $"{use.Where}: {use.Name}"));

    [Fact]
    public void A_kernel_version_is_a_version() => Assert.Empty(
        Uses().Where(use => use.Name.EndsWith("KernelVersion", StringComparison.OrdinalIgnoreCase) && use.Type != typeof(Version)).Select(use => $"{use.Where}: {use.Name}"));

    /// <summary>All that is given to and told by the public surface, by name and type.</summary>
    private static IEnumerable<(string Where, string Name, Type Type)> Uses()
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (Type type in s_public.Where(type => !type.IsEnum))
        {
            foreach (PropertyInfo property in type.GetProperties(Declared)) yield return (type.Name, property.Name, property.PropertyType);
            foreach (MethodBase method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)))
            {
                foreach (ParameterInfo parameter in method.GetParameters()) yield return (Name(method), parameter.Name ?? "", parameter.ParameterType);
            }
        }
    }

    private static bool IsInteger(Type type)
    {
        Type value = type.IsByRef ? type.GetElementType()! : type;
        return Type.GetTypeCode(Nullable.GetUnderlyingType(value) ?? value) is >= TypeCode.SByte and <= TypeCode.UInt64 && !value.IsEnum;
    }

    private static string Name(MemberInfo member) => $"{member.DeclaringType!.Name}.{member.Name}";

    [GeneratedRegex("([Ii]nterface|[Dd]evice|[Ii]f[Ii]ndex)")]
    private static partial Regex InterfaceWord();
}
