namespace LibBpfSharp;

/// <summary>Conditions and modes of an element operation on a map (<c>flags</c> and <c>elem_flags</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>. A CPU number stands in the upper 32 bits where <see cref="Cpu"/> is given.</remarks>
[Flags]
[Uapi(Prefix = "BPF_")]
public enum BpfElementFlags : ulong
{
    /// <summary><c>BPF_ANY</c>: create the element or replace it.</summary>
    Any = 0,

    /// <summary><c>BPF_NOEXIST</c>: create the element; EEXIST if it is there.</summary>
    Noexist = 1,

    /// <summary><c>BPF_EXIST</c>: replace the element; ENOENT if it is not there.</summary>
    Exist = 2,

    /// <summary><c>BPF_F_LOCK</c>: hold the value's spin lock over the copy (5.1).</summary>
    [UapiName("BPF_F_LOCK")]
    Lock = 4,

    /// <summary><c>BPF_F_CPU</c>: one CPU's value of a per-CPU map (7.0).</summary>
    [UapiName("BPF_F_CPU")]
    Cpu = 8,

    /// <summary><c>BPF_F_ALL_CPUS</c>: the same value for every CPU of a per-CPU map (7.0).</summary>
    [UapiName("BPF_F_ALL_CPUS")]
    AllCpus = 0x10,
}
