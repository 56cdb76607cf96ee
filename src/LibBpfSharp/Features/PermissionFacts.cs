using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>What the system says of this process's right to use <c>bpf(2)</c>; a value is <c>null</c> where the system does not tell.</summary>
internal sealed record PermissionFacts
{
    /// <summary>The effective capability set, bit n for capability n.</summary>
    public ulong? EffectiveCapabilities { get; init; }

    /// <summary><c>kernel.unprivileged_bpf_disabled</c>: 0 allowed, 1 disabled until reboot, 2 disabled.</summary>
    public int? UnprivilegedBpfDisabled { get; init; }

    /// <summary>The mode in force: <c>none</c>, <c>integrity</c> or <c>confidentiality</c>.</summary>
    public string? Lockdown { get; init; }

    /// <summary>0 off, 1 strict, 2 filter.</summary>
    public int? SeccompMode { get; init; }

    /// <summary>Whether the process is in the initial user namespace, outside which its capabilities count for nothing here.</summary>
    public bool? InInitialUserNamespace { get; init; }

    /// <summary>Reads the facts of the calling thread, whose capabilities are the ones the kernel looks at.</summary>
    public static PermissionFacts Read(Kernel kernel)
    {
        string status = TextOf(kernel, "/proc/thread-self/status") ?? "";
        return new PermissionFacts
        {
            EffectiveCapabilities = ulong.TryParse(Field(status, "CapEff:"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong set) ? set : null,
            SeccompMode = ParseInt(Field(status, "Seccomp:")),
            UnprivilegedBpfDisabled = ParseInt(TextOf(kernel, "/proc/sys/kernel/unprivileged_bpf_disabled")),
            Lockdown = Chosen(TextOf(kernel, "/sys/kernel/security/lockdown")),
            InInitialUserNamespace = TextOf(kernel, "/proc/self/uid_map") is { } map ? MapsEveryId(map) : null,
        };
    }

    /// <summary>Whether the capability is held; <c>CAP_SYS_ADMIN</c> stands in for the ones split off from it. True where unknown.</summary>
    public bool Has(LinuxCapability capability)
    {
        if (EffectiveCapabilities is not { } set) return true;
        return Bit(set, capability) || (capability is not LinuxCapability.SysResource && Bit(set, LinuxCapability.SysAdmin));
    }

    private static bool Bit(ulong set, LinuxCapability capability) => (set >> (int)capability & 1) != 0;

    // Whatever stands in the way, the fact stays unknown: these are read to explain another failure, which is not to be lost.
    private static string? TextOf(Kernel kernel, string path) => kernel.TryReadText(path, ReadBound.Value, out string text) == Errno.None ? text : null;

    private static string? Field(string status, string name)
    {
        foreach (ReadOnlySpan<char> line in status.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name)) return line[name.Length..].Trim().ToString();
        }

        return null;
    }

    private static int? ParseInt(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>The bracketed word of <c>none [integrity] confidentiality</c>.</summary>
    private static string? Chosen(string? text)
    {
        if (text is null) return null;
        int open = text.IndexOf('['), close = text.IndexOf(']');
        return open >= 0 && close > open ? text[(open + 1)..close] : null;
    }

    private static bool MapsEveryId(string map)
        => map.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is ["0", "0", "4294967295"];
}
