namespace LibBpfSharp;

/// <summary>How a program joins those attached already (<c>BPF_PROG_ATTACH</c>, <c>BPF_LINK_CREATE</c>, <c>BPF_LINK_UPDATE</c>, and as <c>BPF_PROG_QUERY</c> reports).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>, <c>kernel/bpf/cgroup.c</c>, <c>kernel/bpf/mprog.c</c>.</remarks>
[Flags]
[Uapi(Prefix = "BPF_F_")]
public enum BpfAttachFlags : uint
{
    /// <summary>No flag. For a cgroup: one program, and descendants may attach none (4.10).</summary>
    [UapiName(null)]
    None = 0,

    /// <summary><c>BPF_F_ALLOW_OVERRIDE</c>: cgroup: one program, and a descendant's runs in its place (4.10).</summary>
    AllowOverride = 1,

    /// <summary><c>BPF_F_ALLOW_MULTI</c>: cgroup: a list of programs, and descendants' run as well (4.15).</summary>
    AllowMulti = 2,

    /// <summary><c>BPF_F_REPLACE</c>: put the program in the place of the one given (5.6); for a link update: only if it is the one given (5.7).</summary>
    Replace = 4,

    /// <summary><c>BPF_F_BEFORE</c>: before the one given, or first (tcx and netkit 6.6, cgroup 6.17).</summary>
    Before = 8,

    /// <summary><c>BPF_F_AFTER</c>: after the one given, or last (tcx and netkit 6.6, cgroup 6.17).</summary>
    After = 0x10,

    /// <summary><c>BPF_F_ID</c>: the relative object is given by id in place of a descriptor (tcx and netkit 6.6, cgroup 6.17).</summary>
    Id = 0x20,

    /// <summary><c>BPF_F_PREORDER</c>: cgroup: run before the programs of descendants (6.15; links 6.17).</summary>
    Preorder = 0x40,

    /// <summary><c>BPF_F_LINK</c>: the relative object is a link (tcx and netkit 6.6, cgroup 6.17).</summary>
    Link = 0x2000,
}
