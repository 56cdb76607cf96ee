using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>What the system says of this process's right to use <c>bpf(2)</c>; a value is <c>null</c> where the system does not tell.</summary>
internal sealed record PermissionFacts
{
    private const string InitialUserNamespace = "user:[4026531837]"; // PROC_USER_INIT_INO

    /// <summary>The effective capability set, bit n for capability n.</summary>
    public ulong? EffectiveCapabilities { get; init; }

    /// <summary><c>kernel.unprivileged_bpf_disabled</c>: 0 allowed, 1 disabled until reboot, 2 disabled.</summary>
    public int? UnprivilegedBpfDisabled { get; init; }

    /// <summary>The mode in force: <c>none</c>, <c>integrity</c> or <c>confidentiality</c>.</summary>
    public string? Lockdown { get; init; }

    /// <summary>0 off, 1 strict, 2 filter.</summary>
    public int? SeccompMode { get; init; }

    /// <summary>The highest capability the kernel knows, by its number.</summary>
    public int? LastCapability { get; init; }

    /// <summary><c>kernel.perf_event_paranoid</c>.</summary>
    public int? Paranoia { get; init; }

    /// <summary>Whether SELinux is in enforcing mode.</summary>
    public bool SelinuxEnforces { get; init; }

    /// <summary>Whether the process is in the initial user namespace, outside which its capabilities count for nothing here.</summary>
    public bool? InInitialUserNamespace { get; init; }

    /// <summary>Reads the facts of the calling thread, whose capabilities are the ones the kernel looks at.</summary>
    public static PermissionFacts Read(Kernel kernel)
    {
        string status = TextOf(kernel, "/proc/thread-self/status") ?? "";
        return new PermissionFacts
        {
            EffectiveCapabilities = ulong.TryParse(TextFields.Find(status, "CapEff"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong set) ? set : null,
            SeccompMode = ParseInt(TextFields.Find(status, "Seccomp")),
            UnprivilegedBpfDisabled = ParseInt(TextOf(kernel, "/proc/sys/kernel/unprivileged_bpf_disabled")),
            Lockdown = Chosen(TextOf(kernel, "/sys/kernel/security/lockdown")),
            InInitialUserNamespace = kernel.TryReadLink("/proc/self/ns/user", out string space) == Errno.None ? space == InitialUserNamespace : null,
            LastCapability = ParseInt(TextOf(kernel, "/proc/sys/kernel/cap_last_cap")),
            Paranoia = ParseInt(TextOf(kernel, "/proc/sys/kernel/perf_event_paranoid")),
            SelinuxEnforces = ParseInt(TextOf(kernel, "/sys/fs/selinux/enforce")) is 1,
        };
    }

    /// <summary>Whether the kernel has CAP_BPF and CAP_PERFMON (5.8). True where unknown.</summary>
    public bool HasSplitCapabilities => LastCapability is not { } last || last >= (int)LinuxCapability.Perfmon;

    /// <summary>Whether the capability is held. True where unknown.</summary>
    /// <param name="capability">The capability.</param>
    /// <param name="orSysAdmin">Whether <c>CAP_SYS_ADMIN</c> stands in for it, as it does for those that <c>bpf(2)</c> asks for.</param>
    public bool Has(LinuxCapability capability, bool orSysAdmin = true)
        => EffectiveCapabilities is not { } set || Bit(set, capability) || (orSysAdmin && Bit(set, LinuxCapability.SysAdmin));

    private static bool Bit(ulong set, LinuxCapability capability) => (set >> (int)capability & 1) != 0;

    // Whatever stands in the way, the fact stays unknown: these are read to explain another failure, which is not to be lost.
    private static string? TextOf(Kernel kernel, string path) => kernel.TryReadText(path, ReadBound.Value, out string text) == Errno.None ? text : null;

    private static int? ParseInt(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>The bracketed word of <c>none [integrity] confidentiality</c>.</summary>
    private static string? Chosen(string? text)
    {
        if (text is null) return null;
        int open = text.IndexOf('['), close = text.IndexOf(']');
        return open >= 0 && close > open ? text[(open + 1)..close] : null;
    }
}
