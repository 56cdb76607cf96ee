namespace LibBpfSharp;

/// <summary>The kernel refuses an operation for want of a right; <see cref="Reason"/> tells which.</summary>
public sealed class BpfPermissionException : BpfException
{
    /// <summary>A refusal.</summary>
    /// <param name="message">What was refused, why, and what to do about it.</param>
    /// <param name="errno">The kernel's answer: EPERM or EACCES, EINVAL where it says that for want of a right, too, or none where it merely leaves something out.</param>
    /// <param name="reason">What the refusal rests on.</param>
    /// <param name="missingCapability">The capability that is missing, as in <c>CAP_BPF</c>, where <paramref name="reason"/> is <see cref="BpfPermissionReason.MissingCapability"/>.</param>
    /// <param name="command">The refused <c>bpf(2)</c> command, if it was one.</param>
    /// <param name="objectName">The map, program, cgroup or path concerned.</param>
    public BpfPermissionException(
        string message, Errno errno, BpfPermissionReason reason, string? missingCapability = null, BpfCommand? command = null, string? objectName = null)
        : base(message, errno, command, objectName)
    {
        Reason = reason;
        MissingCapability = missingCapability;
    }

    /// <summary>What the refusal rests on.</summary>
    public BpfPermissionReason Reason { get; }

    /// <summary>The missing capability, as in <c>CAP_BPF</c> (kernel 5.8) or <c>CAP_SYS_ADMIN</c>; <c>null</c> where none explains the refusal.</summary>
    public string? MissingCapability { get; }
}
