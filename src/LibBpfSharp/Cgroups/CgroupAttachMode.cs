namespace LibBpfSharp;

/// <summary>What a cgroup's attachment allows beside and below it.</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c> (<c>BPF_F_ALLOW_OVERRIDE</c>, <c>BPF_F_ALLOW_MULTI</c>) and <c>kernel/bpf/cgroup.c</c>. Links always behave as <see cref="AllowMulti"/>.</remarks>
public enum CgroupAttachMode
{
    /// <summary>One program; no descendant may attach for this type. A second attach silently replaces the program, whoever's it is. Kernel 4.10.</summary>
    None = 0,

    /// <summary>One program; a descendant's program runs instead of it. A second attach silently replaces the program, whoever's it is. Kernel 4.10.</summary>
    AllowOverride = 1,

    /// <summary>A list of up to 64 programs, all of which run; descendants' programs run too. Kernel 4.15.</summary>
    AllowMulti = 2,
}
