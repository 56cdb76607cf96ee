namespace LibBpfSharp;

/// <summary>What container runtimes and systemd call the cgroups they make.</summary>
internal static class CgroupNames
{
    private const int ShortestPart = 12; // what 'docker ps' shows

    private static readonly string[] s_units =
        [".service", ".scope", ".slice", ".socket", ".mount", ".swap", ".target", ".path", ".timer", ".device", ".automount"];

    /// <summary>
    /// Whether a directory is a container's: <c>ID</c> (Docker, Kubernetes and others with cgroupfs), <c>docker-ID.scope</c>, <c>libpod-ID.scope</c>, <c>crio-ID.scope</c>,
    /// <c>cri-containerd-ID.scope</c>, <c>…:cri-containerd:ID</c>, <c>lxc.payload.NAME</c>, <c>machine-NAME.scope</c>. An id of digits may be cut to 12 or more.
    /// </summary>
    public static bool IsContainer(string directory, string id)
    {
        const string Payload = "lxc.payload.";
        string name = directory.EndsWith(".scope", StringComparison.Ordinal) ? directory[..^".scope".Length] : directory;
        if (name == id || name == Payload + id || name == "machine-" + id) return true;

        // Podman's and CRI-O's monitors have the container's id, too.
        if (name.Contains("-conmon-", StringComparison.Ordinal)) return false;
        string last = name[(name.LastIndexOfAny(['-', ':']) + 1)..];
        return last == id || (id.Length >= ShortestPart && IsHexadecimal(id) && IsHexadecimal(last) && last.StartsWith(id, StringComparison.Ordinal));
    }

    /// <summary>Whether a directory is a unit's. systemd puts an underscore before a name that would look like a file of the kernel's.</summary>
    public static bool IsUnit(string directory, string unit) => directory == unit || directory == '_' + unit;

    /// <summary>A unit's whole name: what has no known suffix is a service, as for systemctl.</summary>
    public static string UnitName(string unit) => s_units.Any(suffix => unit.EndsWith(suffix, StringComparison.Ordinal)) ? unit : unit + ".service";

    private static bool IsHexadecimal(string text) => text.All(char.IsAsciiHexDigit);
}
