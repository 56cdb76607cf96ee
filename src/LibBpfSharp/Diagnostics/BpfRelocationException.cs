namespace LibBpfSharp;

/// <summary>A relocation of an object cannot be resolved: a CO-RE access, an extern, a map or a sub-program reference.</summary>
public sealed class BpfRelocationException : BpfException
{
    /// <summary>A relocation failure.</summary>
    /// <param name="message">What cannot be resolved and why.</param>
    /// <param name="programName">The program or function that holds the instruction.</param>
    /// <param name="instructionIndex">The instruction's index among the slots of <paramref name="programName"/>; −1 where none applies.</param>
    /// <param name="access">What was to be resolved, for a CO-RE access in C notation: <c>struct task_struct.pid (0:35 @ offset 2456)</c>.</param>
    /// <param name="candidates">The target types looked at, one text each; empty where none had the name.</param>
    /// <param name="errno">The errno libbpf or the kernel uses for this failure, where one is customary.</param>
    public BpfRelocationException(
        string message,
        string? programName = null,
        int instructionIndex = -1,
        string? access = null,
        IReadOnlyList<string>? candidates = null,
        Errno errno = Errno.None)
        : base(Describe(message, programName, instructionIndex, access, candidates), errno, command: null, programName)
    {
        InstructionIndex = instructionIndex;
        Access = access;
        Candidates = candidates ?? [];
    }

    /// <summary>The instruction's index among the slots of the program or function named by <see cref="BpfException.ObjectName"/>; −1 where none applies.</summary>
    public int InstructionIndex { get; }

    /// <summary>What was to be resolved; <c>null</c> where the message says it all.</summary>
    public string? Access { get; }

    /// <summary>The target types looked at; empty where there were none.</summary>
    public IReadOnlyList<string> Candidates { get; }

    private static string Describe(string message, string? programName, int instructionIndex, string? access, IReadOnlyList<string>? candidates)
    {
        string place = (programName, instructionIndex) switch
        {
            (null, _) => string.Empty,
            (_, < 0) => $"Program '{programName}': ",
            _ => $"Program '{programName}', instruction {instructionIndex}: ",
        };
        string subject = access is null ? string.Empty : $"{access}: ";
        string looked = candidates is null || candidates.Count == 0 ? string.Empty : $" (candidates: {string.Join("; ", candidates)})";
        return $"{place}{subject}{message}{looked}";
    }
}
