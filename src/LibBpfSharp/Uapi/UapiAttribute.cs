namespace LibBpfSharp;

/// <summary>
/// Names the C type a struct or enumeration mirrors, so that the layout tests can prove it against the kernel's headers.
/// Fields and members translate by casing alone, <c>MapFlags</c> to <c>map_flags</c>, unless they carry a <see cref="UapiNameAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Enum)]
internal sealed class UapiAttribute(string cType) : Attribute
{
    public string CType { get; } = cType;

    /// <summary>For a struct: the member of <see cref="CType"/> it mirrors, where it is not the whole.</summary>
    public string? Member { get; init; }

    /// <summary>For an enumeration: what the kernel's names begin with.</summary>
    public string? Prefix { get; init; }
}
