namespace LibBpfSharp;

/// <summary>How a map is made (<c>map_flags</c> of <c>BPF_MAP_CREATE</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>, <c>map_alloc_check</c> of the map type decides which it takes; others are EINVAL.</remarks>
[Flags]
[Uapi(Prefix = "BPF_F_")]
public enum BpfMapFlags : uint
{
    /// <summary>No flag.</summary>
    [UapiName(null)]
    None = 0,

    /// <summary><c>BPF_F_NO_PREALLOC</c>: hash maps allocate elements as they come instead of all at creation (4.6); required for LPM tries and local storage.</summary>
    NoPrealloc = 1,

    /// <summary><c>BPF_F_NO_COMMON_LRU</c>: LRU hash maps keep one list per CPU: faster, but entries are not recycled across CPUs (4.10).</summary>
    NoCommonLru = 2,

    /// <summary><c>BPF_F_NUMA_NODE</c>: memory comes from the NUMA node given at creation (4.14).</summary>
    NumaNode = 4,

    /// <summary><c>BPF_F_RDONLY</c>: the descriptor may only read from user space (4.15).</summary>
    Rdonly = 8,

    /// <summary><c>BPF_F_WRONLY</c>: the descriptor may only write from user space (4.15).</summary>
    Wronly = 0x10,

    /// <summary><c>BPF_F_STACK_BUILD_ID</c>: A stack trace map stores build id and offset in place of instruction pointers (4.17).</summary>
    StackBuildId = 0x20,

    /// <summary><c>BPF_F_ZERO_SEED</c>: the hash function's seed is zero; for tests only (5.0).</summary>
    ZeroSeed = 0x40,

    /// <summary><c>BPF_F_RDONLY_PROG</c>: programs may only read the map (5.2).</summary>
    RdonlyProg = 0x80,

    /// <summary><c>BPF_F_WRONLY_PROG</c>: programs may only write the map (5.2).</summary>
    WronlyProg = 0x100,

    /// <summary><c>BPF_F_CLONE</c>: socket storage is copied to the socket accepted from a listener (5.4).</summary>
    Clone = 0x200,

    /// <summary><c>BPF_F_MMAPABLE</c>: the map's memory can be mapped into the process (5.5).</summary>
    Mmapable = 0x400,

    /// <summary><c>BPF_F_PRESERVE_ELEMS</c>: A perf event array keeps its events when the descriptor they were put in through is closed (5.10).</summary>
    PreserveElems = 0x800,

    /// <summary><c>BPF_F_INNER_MAP</c>: an array that may be an inner map whatever its number of entries (5.10).</summary>
    InnerMap = 0x1000,

    /// <summary><c>BPF_F_LINK</c>: A struct_ops map that is registered by a link (6.4).</summary>
    Link = 0x2000,

    /// <summary><c>BPF_F_PATH_FD</c>: paths are relative to a directory descriptor; counts for pinning, not for creation (6.5).</summary>
    PathFd = 0x4000,

    /// <summary><c>BPF_F_VTYPE_BTF_OBJ_FD</c>: the value's kernel type is in the BTF object given by descriptor: struct_ops of modules (6.9).</summary>
    VtypeBtfObjFd = 0x8000,

    /// <summary><c>BPF_F_TOKEN_FD</c>: A BPF token is passed along (6.9).</summary>
    TokenFd = 0x10000,

    /// <summary><c>BPF_F_SEGV_ON_FAULT</c>: an arena answers a user-space fault by SIGSEGV in place of a new page (6.9).</summary>
    SegvOnFault = 0x20000,

    /// <summary><c>BPF_F_NO_USER_CONV</c>: arena pointers are not translated to user-space pointers (6.9).</summary>
    NoUserConv = 0x40000,

    /// <summary><c>BPF_F_RB_OVERWRITE</c>: A full ring buffer overwrites its oldest records (6.19).</summary>
    RbOverwrite = 0x80000,
}
