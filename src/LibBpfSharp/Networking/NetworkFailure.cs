namespace LibBpfSharp.Networking;

/// <summary>Words what the kernel answered to the attaching of a program of the network.</summary>
internal static class NetworkFailure
{
    /// <param name="kernel">The kernel.</param>
    /// <param name="program">The program's name.</param>
    /// <param name="place">Where to, as the object of a sentence: "interface 'eth0'".</param>
    /// <param name="errno">The answer.</param>
    /// <param name="command">The command, if it was one of <c>bpf(2)</c>; otherwise it was asked by netlink.</param>
    /// <param name="hint">What the errno means here, or what to do, as a sentence.</param>
    /// <param name="reason">What it means for code; <c>null</c> for what the errno means in general.</param>
    public static BpfException OfAttach(Kernel kernel, string program, string place, Errno errno, BpfCommand? command = null, string? hint = null, BpfAttachError? reason = null)
        => Of(kernel, $"Program '{program}' cannot be attached to {place}", program, errno, command, hint, reason);

    /// <param name="kernel">The kernel.</param>
    /// <param name="what">What was tried, as a sentence without its full stop.</param>
    /// <param name="objectName">What it is about.</param>
    /// <param name="errno">The answer.</param>
    /// <param name="command">The command, if it was one of <c>bpf(2)</c>; otherwise it was asked by netlink.</param>
    /// <param name="hint">What the errno means here, or what to do, as a sentence.</param>
    /// <param name="reason">What it means for code; <c>null</c> for what the errno means in general.</param>
    public static BpfException Of(Kernel kernel, string what, string objectName, Errno errno, BpfCommand? command = null, string? hint = null, BpfAttachError? reason = null)
    {
        if (errno is Errno.EPERM or Errno.EACCES && reason is null)
            return PermissionDiagnosis.Explain(kernel, string.IsNullOrEmpty(hint) ? what : $"{what}. {hint.TrimEnd(' ', '.')}", errno, command is { } asked ? RequiredCapabilities.For(asked) : RequiredCapabilities.ForNetlink, objectName);
        string next = hint is null ? "" : $" {hint}";
        return new BpfAttachException($"{what}: {errno.Describe()}.{next}", reason ?? ReasonOf(errno), errno, command, objectName);
    }

    private static BpfAttachError ReasonOf(Errno errno) => errno switch
    {
        Errno.ENODEV => BpfAttachError.TargetNotFound,
        Errno.ENOENT => BpfAttachError.NotAttached,
        Errno.EINVAL => BpfAttachError.ProgramMismatch,
        Errno.EBUSY or Errno.EEXIST => BpfAttachError.TargetBusy,
        Errno.ESTALE => BpfAttachError.RevisionChanged,
        Errno.ERANGE or Errno.E2BIG => BpfAttachError.TooManyPrograms,
        Errno.EBADF or Errno.ENOTSOCK => BpfAttachError.MissingParameter,
        _ => BpfAttachError.Unknown,
    };
}
