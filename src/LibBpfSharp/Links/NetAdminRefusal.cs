using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Words a refusal of what takes CAP_NET_ADMIN.</summary>
internal static class NetAdminRefusal
{
    private const string NetAdmin = "CAP_NET_ADMIN";

    /// <param name="what">What was tried, as a sentence without its full stop.</param>
    /// <param name="errno">EPERM or EACCES.</param>
    /// <param name="otherwise">What else is known, where the process has the capability.</param>
    /// <param name="command">The command, if it was one of <c>bpf(2)</c>.</param>
    /// <param name="objectName">What it is about.</param>
    public static BpfPermissionException Explain(string what, Errno errno, string otherwise, BpfCommand? command, string? objectName)
    {
        PermissionFacts facts = PermissionFacts.Read(Kernel.Running);
        (BpfPermissionReason reason, string explanation) = !facts.Has(LinuxCapability.NetAdmin)
            ? (BpfPermissionReason.MissingCapability, $"that takes {NetAdmin}, which the process lacks. Run as root or grant it.")
            : facts.InInitialUserNamespace is false
                ? (BpfPermissionReason.UserNamespace, $"that takes {NetAdmin} in the initial user namespace, and the process is in another. Run it on the host.")
                : (BpfPermissionReason.Unknown, $"the process has {NetAdmin}, and {otherwise}; a seccomp filter or security module may refuse.");
        return new($"{what}: {explanation}", errno, reason, reason == BpfPermissionReason.MissingCapability ? NetAdmin : null, command, objectName);
    }
}
