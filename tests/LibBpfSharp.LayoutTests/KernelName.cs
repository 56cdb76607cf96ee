using System.Reflection;
using System.Text.RegularExpressions;

namespace LibBpfSharp.LayoutTests;

/// <summary>From C# names back to the kernel's.</summary>
internal static partial class KernelName
{
    /// <summary><c>MapFlags</c> to <c>map_flags</c>, unless the field says otherwise.</summary>
    public static string OfField(FieldInfo field) =>
        field.GetCustomAttribute<UapiNameAttribute>() is { Name: { } name } ? name : Snake(field.Name).ToLowerInvariant();

    /// <summary><c>NoPrealloc</c> to <c>BPF_F_NO_PREALLOC</c>, unless the member says otherwise; <c>null</c> for one the kernel has no name for.</summary>
    public static string? OfMember(FieldInfo member, string prefix) =>
        member.GetCustomAttribute<UapiNameAttribute>() is { } named ? named.Name : prefix + Snake(member.Name).ToUpperInvariant();

    /// <summary><c>NoPrealloc</c> to <c>No_Prealloc</c>.</summary>
    public static string Snake(string name) => WordStart().Replace(name, "_");

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
