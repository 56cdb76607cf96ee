namespace LibBpfSharp.Tool.Verify;

/// <summary>Finds the line of a verifier log that tells a person most.</summary>
internal static class TellingLine
{
    private const int LinesToLookAt = 64;

    private static readonly string[] s_noise =
        ["processed ", "verification time", "stack depth", "peak_states", "max_states", "mark_precise:", "mark_read", "insns processed"];

    /// <summary>The last line that is neither statistics nor precision tracking; <c>null</c> in an empty log.</summary>
    public static string? LastOf(BpfVerifierLog log) =>
        log.GetLastLines(LinesToLookAt).LastOrDefault(line => !Array.Exists(s_noise, noise => line.AsSpan().TrimStart().StartsWith(noise, StringComparison.Ordinal)));
}
