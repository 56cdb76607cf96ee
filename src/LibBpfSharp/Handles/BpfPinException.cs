namespace LibBpfSharp;

/// <summary>An object could not be pinned, unpinned or opened by its pin; <see cref="Reason"/> tells why.</summary>
public sealed class BpfPinException : BpfException
{
    /// <summary>A refusal.</summary>
    /// <param name="message">What was tried, why it failed and what to do about it.</param>
    /// <param name="reason">Why, for code.</param>
    /// <param name="path">The path concerned.</param>
    /// <param name="errno">The kernel's answer; <see cref="Errno.None"/> where the kernel was not asked.</param>
    /// <param name="command">The <c>bpf(2)</c> command that failed, if it was one.</param>
    public BpfPinException(string message, BpfPinError reason, string path, Errno errno = Errno.None, BpfCommand? command = null)
        : base(message, errno, command, path)
    {
        Reason = reason;
        Path = path;
    }

    /// <summary>Why it failed.</summary>
    public BpfPinError Reason { get; }

    /// <summary>The absolute path concerned.</summary>
    public string Path { get; }

    /// <summary>What was found at the path, where <see cref="Reason"/> is <see cref="BpfPinError.AlreadyExists"/>, <see cref="BpfPinError.OtherKind"/> or <see cref="BpfPinError.OtherObject"/>.</summary>
    public BpfPinKind Found { get; init; }
}
