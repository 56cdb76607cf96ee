namespace LibBpfSharp;

/// <summary>Every sentence by which a refusal for want of a right is explained. What is not known to be the cause is called possible.</summary>
internal static class PermissionWords
{
    /// <summary>A cause for files, as a clause.</summary>
    public const string FileMode = "the mode or owner of the file or of a directory above it does not allow it";

    /// <summary>A cause for files in a BPF file system.</summary>
    public const string PinMode = "See the mode and owner of the file and its directories.";

    /// <summary>The cause for elements of a map.</summary>
    public const string Elements = "The map is frozen or read-only for user space, or the descriptor was opened without the right.";

    /// <summary>A cause for the instructions of a program, where the right to see them is held.</summary>
    public const string HiddenInstructions = "constants of the program are blinded (net.core.bpf_jit_harden), and kernel.kptr_restrict does not allow them to be shown";

    /// <summary>The cause for a socket whose filter is locked.</summary>
    public const string LockedFilter = "The socket's filter is locked (SO_LOCK_FILTER).";

    public const string AndModule = "a Linux security module refuses (see the kernel's audit log)";

    public const string OrToken = ", or use a BPF token (6.9)";

    public const string OrHostMounts = " (or the host mounts it and passes it in, as in 'docker run -v /sys/fs/bpf:/sys/fs/bpf')";

    public const string OrFewerPages = " (or fewer pages for each buffer)";

    public static string UnreadableFile(string path) => $"'{path}' may not be read by this process: {FileMode}, or {AndModule}.";

    /// <param name="what">The operation, as the subject of a sentence.</param>
    /// <param name="asked">The capabilities it takes.</param>
    /// <param name="missing">The one that is not held.</param>
    /// <param name="instead">What would do without it, as a clause in brackets; or empty.</param>
    public static string Missing(string what, IEnumerable<string> asked, string missing, string instead)
        => $"{what} takes {Join(asked)}{instead}, and the process lacks {missing}. Run as root, or grant it, as with AmbientCapabilities= of systemd or --cap-add of a container.";

    public static string ByParanoia(int limit, int? now) => $" (or kernel.perf_event_paranoid of {limit} or less; it is {now?.ToString() ?? "not known"})";

    public static string Sysctl(int value, string missing) => $"kernel.unprivileged_bpf_disabled is {value}, and the process lacks {missing}. Run as root, or grant the capability.";

    /// <param name="what">The operation, as the subject of a sentence.</param>
    /// <param name="asked">The capabilities it takes.</param>
    /// <param name="otherwise">What else would do, as a clause with its comma; or empty.</param>
    public static string UserNamespace(string what, IEnumerable<string> asked, string otherwise)
        => $"{what} takes {Join(asked)} in the initial user namespace, and the process is in another, where its capabilities do not count for that. Run it in the initial one{otherwise}.";

    /// <param name="what">What is not delegated: "map type Hash".</param>
    public static string Token(string what) => $"The BPF token does not delegate {what}. Add it to the delegate_… options of the BPF file system it is made from.";

    /// <param name="call">The system call, and the command.</param>
    public static string Seccomp(string call) => $"A seccomp filter refuses {call} to this process, before the kernel looks at what is asked. Allow it in the container's seccomp profile.";

    public static string Lockdown(string what) => $"{what} is forbidden while kernel lockdown is in mode 'confidentiality', which only a boot can change.";

    public static string ProgramType(string type)
        => $"This kernel refuses every {type} program before its verifier looks at it: programs of other types that need the same capabilities load in this process. Use another program type, or another kernel.";

    /// <param name="limit">The limit in bytes.</param>
    public static string MemoryLock(ulong limit)
        => $"This kernel (before 5.11) charges BPF memory to RLIMIT_MEMLOCK, which is {limit:#,0} bytes and could not be raised; nothing else that can be seen explains the refusal. Raise it, as with LimitMEMLOCK=infinity of systemd, or grant CAP_SYS_RESOURCE.";

    /// <summary>No cause is known.</summary>
    /// <param name="what">The operation, as the subject of a sentence.</param>
    /// <param name="held">The capabilities it takes, which are held; empty where it takes none.</param>
    /// <param name="isKnown">Whether it is known what the process holds.</param>
    /// <param name="possible">What may be the cause, as clauses.</param>
    public static string Unknown(string what, IReadOnlyCollection<string> held, bool isKnown, IReadOnlyList<string> possible)
    {
        string rights = held.Count == 0 ? $"{what} takes no capability"
            : isKnown ? $"The process has what it takes ({Join(held)})"
            : $"{what} takes {Join(held)}; whether the process has that cannot be read from /proc";
        return $"{rights}, and nothing that can be seen explains the refusal. {(possible.Count > 1 ? "Possible causes" : "A possible cause")}: {string.Join("; ", possible)}.";
    }

    private static string Join(IEnumerable<string> names) => string.Join(" and ", names);
}
