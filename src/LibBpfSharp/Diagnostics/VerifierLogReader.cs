using System.Globalization;
using System.Text;

namespace LibBpfSharp;

/// <summary>Reads the end of a verifier log: the last instruction looked at, its source comment, and the message that follows.</summary>
/// <remarks>
/// The log's form is no interface of the kernel (<c>kernel/bpf/log.c</c>, <c>kernel/bpf/verifier.c</c>): whatever is not recognised
/// is taken for message text, and nothing here throws.
/// </remarks>
internal static class VerifierLogReader
{
    /// <summary>How much of a log's end is looked at.</summary>
    private const int Window = 64 << 10;

    /// <summary>Messages often come in two lines, the fact and the rule it breaks; what follows is state.</summary>
    private const int MaxCauseLines = 2;

    private static readonly string[] s_trailers = ["processed ", "verification time ", "stack depth ", "insns processed"];

    private static readonly string[] s_state =
        ["mark_precise:", "cur state:", "old state:", "frame", "caller:", "callee:", "returning from callee:", "to caller at ", "from ", "Validating ", "propagating "];

    /// <param name="log">The log; its end is what counts.</param>
    /// <param name="sourceOf">Line information by instruction, which is better than the log's own comments where there is any.</param>
    public static VerifierFailure ReadFailure(BpfVerifierLog log, Func<int, BpfSourceLine?>? sourceOf = null)
    {
        ReadOnlySpan<byte> end = log.Tail.IsEmpty ? log.Head : log.Tail;
        return ReadFailure(Encoding.UTF8.GetString(end[^Math.Min(end.Length, Window)..]).Split('\n'), sourceOf);
    }

    private static VerifierFailure ReadFailure(string[] lines, Func<int, BpfSourceLine?>? sourceOf)
    {
        int end = SkipTrailers(lines);
        int last = end - 1;
        while (last >= 0 && !TryReadInstruction(lines[last], out _, out _)) last--;

        int? instruction = null;
        string instructionText = "";
        if (last >= 0 && TryReadInstruction(lines[last], out int index, out instructionText)) instruction = index;

        string cause = ReadCause(lines, last + 1, end);
        if (TryReadNamedInstruction(cause, out int named) && named != instruction)
        {
            instruction = named;
            instructionText = "";
        }

        BpfSourceLine? source = (instruction is { } at ? sourceOf?.Invoke(at) : null) ?? ReadComment(lines, last);
        return new VerifierFailure(instruction, instructionText, source, cause);
    }

    private static int SkipTrailers(string[] lines)
    {
        int end = lines.Length;
        while (end > 0 && (string.IsNullOrWhiteSpace(lines[end - 1]) || StartsWithAny(lines[end - 1], s_trailers))) end--;
        return end;
    }

    private static string ReadCause(string[] lines, int start, int end)
    {
        var cause = new StringBuilder();
        int taken = 0;
        for (int i = start; i < end && taken < MaxCauseLines; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line.StartsWith("; ", StringComparison.Ordinal) || IsState(line)) continue;
            if (taken++ > 0) cause.Append("; ");
            cause.Append(line);
        }

        return cause.ToString();
    }

    /// <summary>Register states: <c>R1=ctx() R10=fp0</c>, <c>12: R0=0 …</c>, <c>from 3 to 7: …</c>.</summary>
    private static bool IsState(string line)
    {
        if (StartsWithAny(line, s_state)) return true;
        ReadOnlySpan<char> rest = line;
        int digits = CountDigits(rest);
        if (digits > 0 && rest[digits..].StartsWith(": ")) rest = rest[(digits + 2)..];
        if (rest is "safe") return true;
        if (rest.Length < 3 || rest[0] != 'R') return false;
        digits = CountDigits(rest[1..]);
        rest = rest[(1 + digits)..];
        return digits > 0 && rest.Length > 0 && (rest[0] is '=' or '_');
    }

    /// <summary><c>9: (79) r2 = *(u64 *)(r0 +0)    ; R0=…</c></summary>
    private static bool TryReadInstruction(string line, out int index, out string text)
    {
        index = 0;
        text = "";
        int digits = CountDigits(line);
        if (digits == 0 || !int.TryParse(line.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out index)) return false;
        ReadOnlySpan<char> rest = line.AsSpan(digits);
        if (rest.Length < 6 || !rest.StartsWith(": (") || rest[5] != ')' || !char.IsAsciiHexDigit(rest[3]) || !char.IsAsciiHexDigit(rest[4])) return false;
        int state = rest.IndexOf(" ; ", StringComparison.Ordinal);
        text = line[..digits] + (state < 0 ? rest : rest[..state]).TrimEnd().ToString();
        return true;
    }

    /// <summary><c>unreachable insn 7</c>, <c>back-edge from insn 3 to 1</c>, <c>infinite loop detected at insn 5</c>.</summary>
    private static bool TryReadNamedInstruction(string cause, out int index)
    {
        const string Marker = "insn ";
        index = 0;
        int at = cause.IndexOf(Marker, StringComparison.Ordinal);
        if (at < 0 || (at > 0 && cause[at - 1] != ' ')) return false;
        ReadOnlySpan<char> rest = cause.AsSpan(at + Marker.Length);
        return int.TryParse(rest[..CountDigits(rest)], NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    /// <summary><c>; *v += 1; @ file.c:9</c>; kernels before 6.9 give the text alone.</summary>
    private static BpfSourceLine? ReadComment(string[] lines, int from)
    {
        for (int i = from; i >= 0; i--)
        {
            if (!lines[i].StartsWith("; ", StringComparison.Ordinal)) continue;
            string comment = lines[i][2..].Trim();
            int mark = comment.LastIndexOf(" @ ", StringComparison.Ordinal);
            int colon = comment.LastIndexOf(':');
            if (mark >= 0 && colon > mark && int.TryParse(comment.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line))
                return new BpfSourceLine { File = comment[(mark + 3)..colon], Line = line, Text = comment[..mark].TrimEnd() };
            return new BpfSourceLine { Text = comment };
        }

        return null;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count])) count++;
        return count;
    }

    private static bool StartsWithAny(string line, string[] prefixes)
    {
        foreach (string prefix in prefixes)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
