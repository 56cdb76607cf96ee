using System.Reflection;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>Types as C# writes them, nullable annotations included.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
        [typeof(float)] = "float", [typeof(double)] = "double",
    };

    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Of(ParameterInfo parameter) => Annotated(s_nullability.Create(parameter));

    public static string Of(PropertyInfo property) => Annotated(s_nullability.Create(property));

    public static string Of(FieldInfo field) => Annotated(s_nullability.Create(field));

    /// <summary>Name with namespace and declaring types; parameters of a generic type with their constraints.</summary>
    public static string Full(Type type)
    {
        string generic = type.IsGenericTypeDefinition ? $"<{string.Join(", ", type.GetGenericArguments().Select(Parameter))}>" : "";
        return $"{type.Namespace}.{Outer(type)}{Bare(type)}{generic}";
    }

    public static string Short(Type type)
    {
        if (type.IsByRef) return Short(type.GetElementType()!);
        if (type.IsPointer) return $"{Short(type.GetElementType()!)}*";
        if (type.IsArray) return $"{Short(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Short(value)}?";
        if (s_keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsGenericParameter) return type.Name;
        string generic = type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(Short))}>" : "";
        return $"{Outer(type)}{Bare(type)}{generic}";
    }

    /// <summary>A generic parameter with what it demands.</summary>
    public static string Parameter(Type parameter)
    {
        GenericParameterAttributes demands = parameter.GenericParameterAttributes;
        bool unmanaged = parameter.GetCustomAttributesData().Any(a => a.AttributeType.Name == "IsUnmanagedAttribute");
        string constraint = unmanaged ? "unmanaged"
            : demands.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? "struct"
            : demands.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : "";
        string[] types = [.. parameter.GetGenericParameterConstraints().Where(t => t != typeof(ValueType)).Select(Short), constraint];
        string all = string.Join(" and ", types.Where(t => t.Length > 0));
        return all.Length == 0 ? parameter.Name : $"{parameter.Name} is {all}";
    }

    private static string Annotated(NullabilityInfo info)
    {
        string mark = info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "";
        if (info.Type.IsByRef) return $"{Short(info.Type)}{mark}";
        if (info.ElementType is { } element) return $"{Annotated(element)}[]{mark}";
        if (info.GenericTypeArguments.Length == 0 || Nullable.GetUnderlyingType(info.Type) is not null) return $"{Short(info.Type)}{mark}";
        return $"{Outer(info.Type)}{Bare(info.Type)}<{string.Join(", ", info.GenericTypeArguments.Select(Annotated))}>{mark}";
    }

    private static string Outer(Type type) => type is { IsNested: true, IsGenericParameter: false } ? $"{Outer(type.DeclaringType!)}{Bare(type.DeclaringType!)}." : "";

    private static string Bare(Type type) => type.Name.Split('`')[0];
}
