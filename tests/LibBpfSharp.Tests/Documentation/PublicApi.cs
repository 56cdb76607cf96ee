using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>Writes the public surface of an assembly: one line per type and member, in a stable order, each line complete.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Describe(Assembly assembly)
        => assembly.GetExportedTypes()
            .SelectMany(type => Members(type).Prepend($"{TypeNames.Full(type)} : {Kind(type)}{Bases(type)}"))
            .Order(StringComparer.Ordinal);

    private static string Kind(Type type)
    {
        if (type.IsEnum) return type.IsDefined(typeof(FlagsAttribute)) ? "flags enum" : "enum";
        if (type.IsSubclassOf(typeof(Delegate))) return "delegate";
        if (type.IsInterface) return "interface";
        if (type.IsValueType) return type.IsByRefLike ? "ref struct" : type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct";
        return type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
    }

    private static string Bases(Type type)
    {
        if (type.IsEnum) return $" {TypeNames.Short(type.GetEnumUnderlyingType())}";
        IEnumerable<Type> inherited = type.BaseType?.GetInterfaces() ?? [];
        Type[] bases = [.. type.GetInterfaces().Except(inherited).Where(i => i.IsPublic)];
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)) bases = [parent, .. bases];
        return bases.Length == 0 ? "" : $" ({string.Join(", ", bases.Select(TypeNames.Short).Order(StringComparer.Ordinal))})";
    }

    private static IEnumerable<string> Members(Type type)
    {
        string owner = TypeNames.Full(type);
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{owner}.{name} = {Number(Enum.Parse(type, name))}");
        if (type.IsSubclassOf(typeof(Delegate))) return [$"{owner}.{Method(type.GetMethod("Invoke")!)}"];
        return type.GetMembers(Declared)
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) || member is MethodInfo { IsSpecialName: true })
            .Select(Line).OfType<string>()
            .Select(line => $"{owner}.{line}");
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when IsSeen(constructor) => $"new{Parameters(constructor)}",
        MethodInfo method when IsSeen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) => Method(method),
        PropertyInfo property when Accessors(property) is { Length: > 0 } accessors
            => $"{Modifiers(property.GetAccessors(nonPublic: true)[0])}{Index(property)} {{ {accessors}}} : {TypeNames.Of(property)}",
        FieldInfo { IsLiteral: true } constant when IsSeen(constant) => $"const {constant.Name} : {TypeNames.Of(constant)} = {Number(constant.GetRawConstantValue())}",
        FieldInfo field when IsSeen(field) => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{field.Name} : {TypeNames.Of(field)}",
        EventInfo { AddMethod: { } add } e when IsSeen(add) => $"{Modifiers(add)}event {e.Name} : {TypeNames.Short(e.EventHandlerType!)}",
        _ => null,
    };

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Parameter))}>" : "";
        return $"{Modifiers(method)}{method.Name}{generic}{Parameters(method)} : {TypeNames.Of(method.ReturnParameter)}";
    }

    private static string Modifiers(MethodBase method)
    {
        string access = method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "";
        if (method.IsStatic) return $"{access}static ";
        if (method.DeclaringType!.IsInterface) return access;
        if (method.IsAbstract) return $"{access}abstract ";
        if (!method.IsVirtual || method.IsFinal) return access;
        return ((MethodInfo)method).GetBaseDefinition().DeclaringType == method.DeclaringType ? $"{access}virtual " : $"{access}override ";
    }

    private static string Parameters(MethodBase method) => $"({string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter)
    {
        string spread = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        string direction = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        string value = parameter.HasDefaultValue ? $" = {Number(parameter.DefaultValue)}" : "";
        return $"{spread}{direction}{TypeNames.Of(parameter)} {parameter.Name}{value}";
    }

    private static string Index(PropertyInfo property)
        => property.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;

    private static string Accessors(PropertyInfo property)
    {
        string get = property.GetMethod is { } g && IsSeen(g) ? "get; " : "";
        if (property.SetMethod is not { } set || !IsSeen(set)) return get;
        bool init = set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return get + (init ? "init; " : "set; ");
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || (IsInheritable(method) && (method.IsFamily || method.IsFamilyOrAssembly));

    private static bool IsSeen(FieldInfo field) => field.IsPublic || (IsInheritable(field) && (field.IsFamily || field.IsFamilyOrAssembly));

    private static bool IsInheritable(MemberInfo member) => !member.DeclaringType!.IsSealed;

    private static string Number(object? value) => value switch
    {
        null => "default",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        Enum member => Convert.ToString(Convert.ChangeType(member, member.GetType().GetEnumUnderlyingType(), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)!,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
