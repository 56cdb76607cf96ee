namespace LibBpfSharp;

/// <summary>A program could not be attached, detached, replaced or updated, or its target is not what it should be; <see cref="Reason"/> tells why.</summary>
public sealed partial class BpfAttachException : BpfException
{
    /// <summary>A refusal.</summary>
    /// <param name="message">What was tried, why it failed and what to do about it.</param>
    /// <param name="reason">Why, for code.</param>
    /// <param name="errno">The kernel's answer; <see cref="Errno.None"/> where the kernel was not asked.</param>
    /// <param name="command">The <c>bpf(2)</c> command that failed, if it was one.</param>
    /// <param name="objectName">The cgroup, link or program concerned.</param>
    public BpfAttachException(string message, BpfAttachError reason, Errno errno = Errno.None, BpfCommand? command = null, string? objectName = null)
        : base(message, errno, command, objectName) => Reason = reason;

    /// <summary>Why it failed.</summary>
    public BpfAttachError Reason { get; }

    /// <summary>Of many functions to attach to, those that cannot be: they kept the others from being attached to. Empty where that is not the cause, or not known.</summary>
    public IReadOnlyList<string> MissingFunctions { get; init; } = [];
}
