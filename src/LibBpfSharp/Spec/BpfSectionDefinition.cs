namespace LibBpfSharp.Spec;

/// <summary>One kind of program section: what <c>SEC("…")</c> means for the program in it.</summary>
/// <remarks>The 116 definitions are those of libbpf 1.8 (<c>section_defs</c>, <c>tools/lib/bpf/libbpf.c</c>), in match order.</remarks>
public sealed class BpfSectionDefinition
{
    internal BpfSectionDefinition(
        string pattern, BpfProgramType programType, BpfAttachType? attachType, BpfSectionFlags flags, BpfSectionAttach attach)
    {
        (Match, Name) = pattern[^1] switch
        {
            '+' => (BpfSectionMatch.ExtraOptional, pattern[..^1]),
            '/' => (BpfSectionMatch.ExtraRequired, pattern[..^1]),
            _ => (BpfSectionMatch.Exact, pattern),
        };
        Pattern = pattern;
        ProgramType = programType;
        AttachType = attachType;
        Flags = flags;
        Attach = attach;
    }

    /// <summary>All definitions, in match order.</summary>
    public static IReadOnlyList<BpfSectionDefinition> All => SectionTable.Rows;

    /// <summary>The name with its match rule: <c>"xdp"</c>, <c>"kprobe+"</c>.</summary>
    public string Pattern { get; }

    /// <summary>The name without its match rule.</summary>
    public string Name { get; }

    /// <summary>Whether extra text after a slash is refused, allowed or required.</summary>
    public BpfSectionMatch Match { get; }

    /// <summary>The program type.</summary>
    public BpfProgramType ProgramType { get; }

    /// <summary>The expected attach type, <c>null</c> where the section names none.</summary>
    public BpfAttachType? AttachType { get; }

    /// <summary>Further properties.</summary>
    public BpfSectionFlags Flags { get; }

    /// <summary>How the program is attached without further arguments.</summary>
    public BpfSectionAttach Attach { get; }

    /// <summary>Whether the program may sleep.</summary>
    public bool IsSleepable => (Flags & BpfSectionFlags.Sleepable) != 0;

    /// <summary>The definition a section name falls under, <c>null</c> if none does.</summary>
    /// <param name="section">An ELF section name; a leading <c>?</c> (not loaded by default) is ignored.</param>
    public static BpfSectionDefinition? Find(string section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return SectionTable.Find(section.AsSpan(section.StartsWith('?') ? 1 : 0));
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern;

    internal bool Matches(ReadOnlySpan<char> section)
    {
        if (!section.StartsWith(Name, StringComparison.Ordinal))
            return false;
        return Match switch
        {
            BpfSectionMatch.Exact => section.Length == Name.Length,
            BpfSectionMatch.ExtraOptional => section.Length == Name.Length || section[Name.Length] == '/',
            _ => section.Length > Name.Length && section[Name.Length] == '/',
        };
    }
}
