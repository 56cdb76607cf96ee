using System.Globalization;
using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>What the verifier says of its own work at the end of a log.</summary>
/// <param name="Instructions">How many it looked at, those of repeated paths counted again.</param>
/// <param name="States">How many states it kept in all.</param>
/// <param name="Microseconds">How long it took.</param>
internal readonly record struct VerifierFigures(long Instructions, long States, long Microseconds)
{
    private const int LinesToLookAt = 8;

    public static VerifierFigures Of(BpfVerifierLog log)
    {
        VerifierFigures figures = default;
        foreach (string line in log.GetLastLines(LinesToLookAt))
        {
            if (NumberAfter(line, "processed ") is { } processed)
                figures = figures with { Instructions = processed, States = NumberAfter(line, "total_states ") ?? 0 };
            else if (NumberAfter(line, "verification time ") is { } time)
                figures = figures with { Microseconds = time };
        }

        return figures;
    }

    public void AddTo(JsonLine line)
    {
        if (Instructions != 0) line.Number("vi", Instructions).Number("vs", States).Number("us", Microseconds);
    }

    private static long? NumberAfter(string line, string word)
    {
        int start = line.IndexOf(word, StringComparison.Ordinal);
        if (start < 0) return null;
        ReadOnlySpan<char> digits = line.AsSpan(start + word.Length);
        int end = digits.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }
}
