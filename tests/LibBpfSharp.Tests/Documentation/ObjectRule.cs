using System.Reflection;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>
/// What is public takes objects: a handle only beside an overload that takes the object in the same place. What is public gives objects, too.
/// A handle whose kind has no object, as that of BTF, is all there is of it, and free.
/// </summary>
/// <param name="surface">The public types that are judged.</param>
internal sealed class ObjectRule(IReadOnlyList<Type> surface)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The object of each kind of handle: the type that shows it as its <c>Handle</c>.</summary>
    private readonly Dictionary<Type, Type> _objects = surface
        .Select(type => (Object: type, Handle: type.GetProperty(nameof(BpfMap.Handle), BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)?.PropertyType))
        .Where(pair => pair.Handle?.IsSubclassOf(typeof(BpfHandle)) is true)
        .ToDictionary(pair => pair.Handle!, pair => pair.Object);

    /// <summary>The kinds of handle that stand for an object.</summary>
    public IEnumerable<Type> Handles => _objects.Keys;

    /// <summary>What breaks the rule, one line each.</summary>
    public IEnumerable<string> Violations() => surface.SelectMany(type => type.GetMembers(Declared).SelectMany(Of));

    private IEnumerable<string> Of(MemberInfo member) => member switch
    {
        MethodBase method when IsSeen(method) && !IsGetter(method) => Taken(method).Concat(method is MethodInfo { ReturnType: { } result } ? Given(method, result) : []),
        PropertyInfo property when property.GetMethod is { } getter && IsSeen(getter) && !IsHandleOfObject(property) => Given(property, property.PropertyType),
        FieldInfo field when field.IsPublic || field.IsFamily => Given(field, field.FieldType),
        _ => [],
    };

    private IEnumerable<string> Taken(MethodBase method) => method.GetParameters()
        .Where(parameter => Mentions(parameter.ParameterType) && !IsFromHandle(method) && !HasOverloadWithObject(method, parameter))
        .Select(parameter => $"{Name(method)}: takes a handle as {parameter.Name}, and no overload takes the object");

    private IEnumerable<string> Given(MemberInfo member, Type type) => Mentions(type) ? [$"{Name(member)}: gives a handle and not the object"] : [];

    private bool HasOverloadWithObject(MethodBase method, ParameterInfo parameter)
    {
        Type[] wanted = [.. method.GetParameters().Select(other => other.Position == parameter.Position ? WithObject(other.ParameterType) : other.ParameterType)];
        IEnumerable<MethodBase> beside = method.IsConstructor ? method.DeclaringType!.GetConstructors(Declared) : method.DeclaringType!.GetMethods(Declared).Where(other => other.Name == method.Name);
        return beside.Any(other => other != method && IsSeen(other) && other.GetParameters().Select(each => each.ParameterType).SequenceEqual(wanted));
    }

    /// <summary>The one way from a handle to its object.</summary>
    private bool IsFromHandle(MethodBase method)
        => method is { Name: nameof(BpfMap.FromHandle), IsStatic: true } && method.GetParameters() is [{ ParameterType: var handle }] && _objects.GetValueOrDefault(handle) == method.DeclaringType;

    private bool IsHandleOfObject(PropertyInfo property) => property.Name == nameof(BpfMap.Handle) && _objects.GetValueOrDefault(property.PropertyType) == property.DeclaringType;

    private bool Mentions(Type type) => type == typeof(BpfHandle) || _objects.ContainsKey(type) || PartsOf(type).Any(Mentions);

    private Type WithObject(Type type)
    {
        if (_objects.TryGetValue(type, out Type? found)) return found;
        return type.IsConstructedGenericType ? type.GetGenericTypeDefinition().MakeGenericType([.. type.GetGenericArguments().Select(WithObject)]) : type;
    }

    private static Type[] PartsOf(Type type) => type.HasElementType ? [type.GetElementType()!] : type.IsConstructedGenericType ? type.GetGenericArguments() : [];

    // A getter is judged as the property, a setter by what it takes.
    private static bool IsGetter(MethodBase method) => method.IsSpecialName && method.Name.StartsWith("get_", StringComparison.Ordinal);

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Name(MemberInfo member) => $"{member.DeclaringType!.Name}.{member.Name}";
}
