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

    /// <summary>Methods that attach and take no record, and why.</summary>
    private static readonly Dictionary<string, string> s_withoutOptions = new()
    {
        ["BpfProgram.Attach()"] = "takes the place from the section's name; with options it is the overload",
        ["BpfProgram.AttachFlowDissectorLegacy()"] = "the kernel takes no namespace, no flags and no program to replace",
        ["BpfProgram.AttachFreplace(target, function)"] = "the kernel takes a cookie, and no program that replaces a function can read it",
        ["BpfProgram.AttachLirc(path)"] = "the kernel takes no flags",
        ["BpfProgram.AttachReuseport(socket)"] = "a socket option, whose value is the program",
        ["BpfProgram.AttachSocket(socket)"] = "a socket option, whose value is the program",
        ["BpfMap.AttachStructOps()"] = "the map is what is attached, and its value says where",
    };

    /// <summary>Methods whose record is not named for them, and why.</summary>
    private static readonly Dictionary<string, string> s_otherwiseNamed = new()
    {
        ["Cgroup.Attach(program, attachType, options)"] = "by a program's handle",
        ["Cgroup.AttachLegacy(program, attachType, options)"] = "by a program's handle",
        ["Cgroup.AttachWithFallback(program, attachType, fallback)"] = "by a program's handle",
        ["BpfProgram.AttachPerfEvent(perfEvent, options)"] = "PerfEventOptions are how the event is opened",
    };

    [Fact]
    public void What_may_be_said_of_an_attachment_is_in_a_record_named_for_the_method()
    {
        string[] others = [.. Attaching().Where(method => !EndsInOptions(method)).Select(Signature)];
        Assert.Equal(s_withoutOptions.Keys.Concat(s_otherwiseNamed.Keys).Order(StringComparer.Ordinal), others.Order(StringComparer.Ordinal));
        Assert.All(Attaching().SelectMany(method => method.GetParameters().SkipLast(1)), parameter => Assert.False(parameter.IsOptional, $"{Name(parameter.Member)}: {parameter.Name}"));
    }

    [Fact]
    public void A_cgroup_is_named_in_any_way_wherever_it_is_named() => Assert.Empty(
        Uses().Where(use => !use.Where.StartsWith(nameof(CgroupReference), StringComparison.Ordinal)).Where(use => use.Type == typeof(Cgroup) || (use.Name is "cgroup" && use.Type != typeof(CgroupReference))).Select(use => $"{use.Where}: {use.Name}"));

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

    private static IEnumerable<MethodInfo> Attaching()
        => s_public.SelectMany(type => type.GetMethods()).Where(method => method.Name.StartsWith("Attach", StringComparison.Ordinal));

    private static bool EndsInOptions(MethodInfo method)
    {
        string[] names = [$"{method.Name}Options", $"{method.Name["Attach".Length..]}Options"];
        return method.GetParameters() is [.., { ParameterType.Name: { } last }] && names.Any(name => last == name || last == $"Bpf{name}");
    }

    private static string Signature(MethodInfo method) => $"{Name(method)}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})";

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
