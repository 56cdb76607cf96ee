namespace LibBpfSharp;

/// <summary>A program could not be run for a test, or its output had no room; <see cref="Reason"/> tells why.</summary>
public sealed class BpfTestRunException : BpfException
{
    /// <summary>A refusal.</summary>
    /// <param name="message">What was tried, why it failed and what to do about it.</param>
    /// <param name="reason">Why, for code.</param>
    /// <param name="errno">The kernel's answer; <see cref="Errno.None"/> where the kernel was not asked.</param>
    /// <param name="objectName">The program.</param>
    public BpfTestRunException(string message, BpfTestRunError reason, Errno errno = Errno.None, string? objectName = null)
        : base(message, errno, BpfCommand.ProgTestRun, objectName) => Reason = reason;

    /// <summary>Why it failed.</summary>
    public BpfTestRunError Reason { get; }

    /// <summary>What the run gave all the same, where <see cref="Reason"/> is <see cref="BpfTestRunError.OutputTooSmall"/>; otherwise <c>null</c>.</summary>
    public BpfTestRunResult? Result { get; init; }
}
