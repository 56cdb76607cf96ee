using System.Text;

namespace LibBpfSharp.Instructions;

/// <summary>What the kernel calls its helper functions.</summary>
public static class BpfHelperNames
{
    private static readonly Dictionary<BpfHelper, string> s_names = Enum.GetValues<BpfHelper>().ToDictionary(helper => helper, helper => ToKernelName(helper.ToString()));

    private static readonly Dictionary<string, BpfHelper> s_values = s_names.ToDictionary(entry => entry.Value, entry => entry.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name in C, <c>bpf_map_lookup_elem</c>; <c>null</c> for a number that no helper of this library's headers has.</summary>
    public static string? GetKernelName(this BpfHelper helper) => s_names.GetValueOrDefault(helper);

    /// <summary>Reads a helper from its name in C or in <c>enum bpf_func_id</c>, <c>bpf_map_lookup_elem</c> or <c>BPF_FUNC_map_lookup_elem</c>, in any case.</summary>
    /// <returns><c>false</c>, and a <paramref name="value"/> of 0, for a name this library does not know.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out BpfHelper value)
    {
        const string InEnumeration = "BPF_FUNC_";
        return s_values.TryGetValue(
            name.StartsWith(InEnumeration, StringComparison.OrdinalIgnoreCase) ? string.Concat("bpf_", name[InEnumeration.Length..]) : name.ToString(), out value);
    }

    private static string ToKernelName(string name)
    {
        StringBuilder text = new("bpf");
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter))
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
