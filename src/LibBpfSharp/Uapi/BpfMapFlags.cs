namespace LibBpfSharp;

/// <summary>Creation flags of a map (<c>map_flags</c> of <c>BPF_MAP_CREATE</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>, the unnamed enum "flags for BPF_MAP_CREATE command".</remarks>
[Flags]
public enum BpfMapFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary><c>BPF_F_NO_PREALLOC</c>: elements of a hash are allocated at first use; required by LPM tries and local storage.</summary>
    NoPrealloc = 1u << 0,

    /// <summary><c>BPF_F_NO_COMMON_LRU</c>: one LRU list per CPU.</summary>
    NoCommonLru = 1u << 1,

    /// <summary><c>BPF_F_NUMA_NODE</c>: the NUMA node given is meant.</summary>
    NumaNode = 1u << 2,

    /// <summary><c>BPF_F_RDONLY</c>: user space may only read.</summary>
    Rdonly = 1u << 3,

    /// <summary><c>BPF_F_WRONLY</c>: user space may only write.</summary>
    Wronly = 1u << 4,

    /// <summary><c>BPF_F_STACK_BUILD_ID</c>: stack traces hold build id and offset instead of addresses.</summary>
    StackBuildId = 1u << 5,

    /// <summary><c>BPF_F_ZERO_SEED</c>: hash seed zero, for tests.</summary>
    ZeroSeed = 1u << 6,

    /// <summary><c>BPF_F_RDONLY_PROG</c>: programs may only read.</summary>
    RdonlyProg = 1u << 7,

    /// <summary><c>BPF_F_WRONLY_PROG</c>: programs may only write.</summary>
    WronlyProg = 1u << 8,

    /// <summary><c>BPF_F_CLONE</c>: socket storage is copied to accepted sockets.</summary>
    Clone = 1u << 9,

    /// <summary><c>BPF_F_MMAPABLE</c>: values of the array can be mapped into user space (5.5).</summary>
    Mmapable = 1u << 10,

    /// <summary><c>BPF_F_PRESERVE_ELEMS</c>: perf events stay after the descriptor they came by is closed.</summary>
    PreserveElems = 1u << 11,

    /// <summary><c>BPF_F_INNER_MAP</c>: an array that may be an inner map of any size.</summary>
    InnerMap = 1u << 12,

    /// <summary><c>BPF_F_LINK</c>: the struct_ops map is activated by a link.</summary>
    Link = 1u << 13,

    /// <summary><c>BPF_F_PATH_FD</c>: pins and gets by path start at the directory descriptor given.</summary>
    PathFd = 1u << 14,

    /// <summary><c>BPF_F_VTYPE_BTF_OBJ_FD</c>: the struct_ops value type is of the module BTF given.</summary>
    VtypeBtfObjFd = 1u << 15,

    /// <summary><c>BPF_F_TOKEN_FD</c>: the BPF token given stands for the capabilities.</summary>
    TokenFd = 1u << 16,

    /// <summary><c>BPF_F_SEGV_ON_FAULT</c>: an access to an unmapped arena page raises SIGSEGV.</summary>
    SegvOnFault = 1u << 17,

    /// <summary><c>BPF_F_NO_USER_CONV</c>: arena pointers are not translated to user addresses.</summary>
    NoUserConv = 1u << 18,

    /// <summary><c>BPF_F_RB_OVERWRITE</c>: a full ring buffer overwrites its oldest records.</summary>
    RbOverwrite = 1u << 19,
}
