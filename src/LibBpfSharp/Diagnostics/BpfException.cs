namespace LibBpfSharp;

/// <summary>Base of every failure this library reports of its own: what was tried, on what, and the kernel's errno.</summary>
public class BpfException : Exception
{
    /// <summary>A failure with a message and no errno.</summary>
    public BpfException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>A failure with the kernel's answer.</summary>
    /// <param name="message">What failed and what to do about it.</param>
    /// <param name="errno">The kernel's answer, never replaced.</param>
    /// <param name="command">The <c>bpf(2)</c> command that failed, if it was one.</param>
    /// <param name="objectName">The map, program, link, cgroup or path concerned.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public BpfException(string message, Errno errno, BpfCommand? command = null, string? objectName = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Errno = errno;
        Command = command;
        ObjectName = objectName;
    }

    /// <summary>The kernel's errno; <see cref="Errno.None"/> where the kernel was not asked.</summary>
    public Errno Errno { get; }

    /// <summary>The <c>bpf(2)</c> command that failed, if it was one.</summary>
    public BpfCommand? Command { get; }

    /// <summary>The map, program, link, cgroup or path concerned, if one is.</summary>
    public string? ObjectName { get; init; }
}
