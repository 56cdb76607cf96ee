using System.Text;

namespace LibBpfSharp;

/// <summary>The kernel's verifier rejects a program: why, at which instruction and source line, with its whole log.</summary>
/// <remarks>Source: <c>BPF_PROG_LOAD</c>, <c>kernel/bpf/verifier.c</c>.</remarks>
public sealed class BpfVerifierException : BpfException
{
    private const int LinesInMessage = 12;

    /// <summary>A rejection.</summary>
    /// <param name="programName">The rejected program.</param>
    /// <param name="errno">The kernel's answer.</param>
    /// <param name="cause">Why, in one line: the verifier's own words, or a plainer reading of them.</param>
    /// <param name="log">The verifier's log.</param>
    /// <param name="instructionIndex">The rejected instruction's index among the program's slots; −1 where the log names none.</param>
    /// <param name="source">The source line of that instruction, where known.</param>
    /// <param name="hint">What to do about it, in one line, where there is something to say.</param>
    public BpfVerifierException(
        string programName, Errno errno, string cause, BpfVerifierLog log, int instructionIndex = -1, BpfSourceLine? source = null, string? hint = null)
        : base(Describe(programName, errno, cause, log, instructionIndex, source, hint), errno, BpfCommand.ProgLoad, programName)
    {
        Cause = cause;
        Log = log;
        InstructionIndex = instructionIndex;
        SourceLine = source;
        Hint = hint;
    }

    /// <summary>Why the program is rejected, in one line.</summary>
    public string Cause { get; }

    /// <summary>What to do about it, in one line; <c>null</c> where there is nothing to add to <see cref="Cause"/>.</summary>
    public string? Hint { get; }

    /// <summary>The verifier's log, whole up to <see cref="BpfVerifierLog.Capacity"/>.</summary>
    public BpfVerifierLog Log { get; }

    /// <summary>The rejected instruction's index among the program's 8-byte slots as loaded; −1 where the log names none.</summary>
    public int InstructionIndex { get; }

    /// <summary>The source line the rejected instruction was compiled from; <c>null</c> where the object carries no line information for it.</summary>
    public BpfSourceLine? SourceLine { get; }

    private static string Describe(
        string programName, Errno errno, string cause, BpfVerifierLog log, int instructionIndex, BpfSourceLine? source, string? hint)
    {
        StringBuilder text = new($"Program '{programName}' is rejected by the kernel's verifier");
        if (instructionIndex >= 0) text.Append($" at instruction {instructionIndex}");
        if (source is not null) text.Append($" ({source})");
        text.Append($": {cause}");
        if (hint is not null) text.Append($"\n{hint}");
        text.Append($"\nThe kernel answered {errno.Describe()}.");

        IReadOnlyList<string> lines = log.GetLastLines(LinesInMessage);
        if (lines.Count > 0) text.Append($" Its log ends so ({log.Length} bytes in all, see Log):");
        foreach (string line in lines) text.Append($"\n    {line}");
        return text.ToString();
    }
}
