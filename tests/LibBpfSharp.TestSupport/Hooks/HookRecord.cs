namespace LibBpfSharp.TestSupport.Hooks;

/// <summary>What became of one kind of section on one kernel: a line of a file of tab-separated fields.</summary>
/// <param name="Section">The kind, as in <c>kprobe+</c>.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Step and errno of a refusal, as in <c>load EINVAL</c>, or what failed; empty for what fired.</param>
/// <param name="Confirmation">What libbpf gave in the same place, or why it could not; empty for what fired, or where it was not asked.</param>
public sealed record HookRecord(string Section, HookOutcome Outcome, string Reason = "", string Confirmation = "")
{
    /// <summary>Writes the line.</summary>
    public override string ToString() => string.Join('\t', Section, Outcome.ToString().ToLowerInvariant(), OneLine(Reason), OneLine(Confirmation)).TrimEnd();

    /// <summary>Reads a line.</summary>
    public static HookRecord Parse(string line)
    {
        string[] fields = line.Split('\t');
        return new HookRecord(fields[0], Enum.Parse<HookOutcome>(fields[1], ignoreCase: true), FieldOrEmpty(fields, 2), FieldOrEmpty(fields, 3));
    }

    private static string FieldOrEmpty(string[] fields, int index) => index < fields.Length ? fields[index] : string.Empty;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
