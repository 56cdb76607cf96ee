namespace LibBpfSharp.Spec;

internal static partial class SectionTable
{
    // Old spellings that share no prefix with the name of today.
    private static readonly (string Old, string Now)[] s_renamed =
    [
        ("ingress", "tcx/ingress"),
        ("egress", "tcx/egress"),
        ("cls", "tc"),
        ("act", "action"),
        ("filter", "socket"),
        ("prog", "xdp"),
        ("cgroup/ingress", "cgroup_skb/ingress"),
        ("cgroup/egress", "cgroup_skb/egress"),
    ];

    /// <summary>What an unknown section name was probably meant to be, with the reason; <c>null</c> if nothing is near.</summary>
    internal static string? Suggest(string section)
    {
        foreach ((string old, string now) in s_renamed)
        {
            if (section == old)
                return $"SEC(\"{now}\") is the name of today";
        }

        BpfSectionDefinition? prefix = null;
        foreach (BpfSectionDefinition row in Rows)
        {
            if (IsNameWithSuffix(section, row.Name) && row.Name.Length > (prefix?.Name.Length ?? 0))
                prefix = row;
        }
        if (prefix is not null)
        {
            return prefix.Match == BpfSectionMatch.Exact
                ? $"SEC(\"{prefix.Name}\") takes no extra text: write it so"
                : $"write SEC(\"{prefix.Name}/{section[(prefix.Name.Length + 1)..]}\")";
        }

        return Nearest(section) is { } near ? $"did you mean SEC(\"{near}\")?" : null;
    }

    private static bool IsNameWithSuffix(string section, string name) =>
        section.Length > name.Length + 1
        && section.StartsWith(name, StringComparison.Ordinal)
        && (section[name.Length] is '/' or '_' or '-' or '.' or ':' || char.IsAsciiDigit(section[name.Length]));

    private static string? Nearest(string section)
    {
        int slash = section.IndexOf('/');
        string best = "";
        int bestDistance = 3;
        foreach (BpfSectionDefinition row in Rows)
        {
            string candidate = row.Match == BpfSectionMatch.Exact || slash < 0 ? section : section[..slash];
            if (Math.Abs(candidate.Length - row.Name.Length) >= bestDistance)
                continue;
            int distance = NearestName.Distance(candidate, row.Name);
            if (distance < bestDistance && distance < row.Name.Length)
                (best, bestDistance) = (row.Name + section[candidate.Length..], distance);
        }
        return best.Length > 0 ? best : null;
    }
}
