namespace LibBpfSharp;

/// <summary>The kernel's own name of a field or enumeration member whose C# name does not give it by casing; <c>null</c> if it has none there.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class UapiNameAttribute(string? name) : Attribute
{
    public string? Name { get; } = name;
}
