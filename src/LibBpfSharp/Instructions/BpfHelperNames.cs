using System.Text;

namespace LibBpfSharp.Instructions;

/// <summary>What the kernel calls its helper functions.</summary>
public static class BpfHelperNames
{
    private static readonly Dictionary<BpfHelper, string> Names = Enum.GetValues<BpfHelper>().ToDictionary(helper => helper, helper => ToKernelName(helper.ToString()));

    /// <summary>The name in C, <c>bpf_map_lookup_elem</c>; <c>null</c> for a number that no helper of this library's headers has.</summary>
    public static string? GetKernelName(this BpfHelper helper) => Names.GetValueOrDefault(helper);

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
