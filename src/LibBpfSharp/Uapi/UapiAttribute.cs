namespace LibBpfSharp;

/// <summary>
/// Says what of the kernel's headers a struct or enumeration mirrors, so that the layout tests can prove it.
/// Fields and members translate by casing alone, <c>MapFlags</c> to <c>map_flags</c> and to <c>BPF_F_…</c>, unless they carry a
/// <see cref="UapiNameAttribute"/>; a field that begins with an underscore is padding.
/// </summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Enum, AllowMultiple = true)]
internal sealed class UapiAttribute(string? cType = null) : Attribute
{
    /// <summary>For a struct: the C type, as in <c>union bpf_attr</c>.</summary>
    public string? CType { get; } = cType;

    /// <summary>For a struct: the member of <see cref="CType"/> it mirrors, where it is not the whole.</summary>
    public string? Member { get; init; }

    /// <summary>For an enumeration: what the kernel's names begin with.</summary>
    public string? Prefix { get; init; }
}
