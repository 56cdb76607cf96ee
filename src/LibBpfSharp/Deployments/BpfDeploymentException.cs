namespace LibBpfSharp.Deployments;

/// <summary>A generation could not take over; <see cref="Reason"/> tells why. Unless it is <see cref="BpfDeploymentError.NotRolledBack"/>, what ran before runs on.</summary>
public sealed class BpfDeploymentException : BpfException
{
    /// <summary>A refusal.</summary>
    /// <param name="message">What was tried, why it failed and what to do about it.</param>
    /// <param name="reason">Why, for code.</param>
    /// <param name="path">The deployment, or the pin in it that is concerned.</param>
    /// <param name="errno">The kernel's answer; <see cref="Errno.None"/> where the kernel was not asked.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public BpfDeploymentException(string message, BpfDeploymentError reason, string path, Errno errno = Errno.None, Exception? innerException = null)
        : base(message, errno, command: null, path, innerException)
    {
        Reason = reason;
    }

    /// <summary>Why it failed.</summary>
    public BpfDeploymentError Reason { get; }
}
