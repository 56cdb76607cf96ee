namespace LibBpfSharp.Features;

/// <summary>What kernels can do or not, beyond program types, map types, map flags, helpers and kfuncs. Versions are mainline's.</summary>
public enum BpfFeature
{
    /// <summary>Programs and maps carry names (4.15).</summary>
    ObjectNames,

    /// <summary>Programs read and write global variables: addresses inside the value of an array (5.2).</summary>
    GlobalData,

    /// <summary>A program says at load what it will be attached as (4.17).</summary>
    ExpectedAttachType,

    /// <summary>The memory of an array can be mapped into a process (5.5).</summary>
    ArrayMmap,

    /// <summary>Helpers that read kernel memory and user memory apart (5.5).</summary>
    ProbeReadKernel,

    /// <summary>A program keeps a map alive that its instructions do not name (5.10).</summary>
    ProgramBindMap,

    /// <summary>BPF memory is charged to the memory cgroup, not to <c>RLIMIT_MEMLOCK</c> (5.11).</summary>
    MemoryCgroupAccounting,

    /// <summary>Perf-event links carry a cookie that the program can read (5.15).</summary>
    BpfCookie,

    /// <summary>System calls are entered through functions named after the architecture (4.17; not on every architecture).</summary>
    SyscallWrapper,

    /// <summary>The tag <c>arg:ctx</c> tells which argument of a global function is the context (6.8).</summary>
    ContextArgumentTag,

    /// <summary>Offsets of 2^29 and more into the value of a map, as large arenas need them (7.x).</summary>
    FullRangeMapOffset,

    /// <summary>A user-space probe on a no-op of 5 bytes enters the kernel by a system call in place of a trap (6.18, x86-64 alone).</summary>
    UprobeNop5,

    /// <summary>The same on a no-op of 10 bytes, and no longer on one of 5 (7.x, x86-64 alone).</summary>
    UprobeNop10,

    /// <summary>Every <c>bpf(2)</c> command takes a log buffer (7.x).</summary>
    CommonAttributes,

    /// <summary>BTF at all (4.18).</summary>
    Btf,

    /// <summary>BTF of functions (5.0).</summary>
    BtfFunc,

    /// <summary>BTF of variables and data sections (5.2).</summary>
    BtfDatasec,

    /// <summary>BTF of functions that are verified apart from their callers (5.6).</summary>
    BtfGlobalFunc,

    /// <summary>BTF of modules on top of the kernel's (5.11).</summary>
    ModuleBtf,

    /// <summary>BTF of floating-point numbers (5.13).</summary>
    BtfFloat,

    /// <summary>BTF tags on declarations (5.16).</summary>
    BtfDeclTag,

    /// <summary>BTF tags on types (5.17).</summary>
    BtfTypeTag,

    /// <summary>BTF of enumerations of 64 bits (6.0).</summary>
    BtfEnum64,

    /// <summary>BTF of data sections whose name starts with a question mark: optional struct_ops maps (6.9).</summary>
    BtfOptionalDatasec,

    /// <summary>A section of BTF with the sizes of kinds (7.x).</summary>
    BtfLayout,

    /// <summary>Jumps if less, and if less or equal (4.14): what compilers emit for <c>-mcpu=v2</c>.</summary>
    InstructionsV2,

    /// <summary>Jumps by 32-bit comparison (5.1): <c>-mcpu=v3</c>.</summary>
    InstructionsV3,

    /// <summary>Sign-extending loads and moves, byte swap, signed division, long jumps (6.6): <c>-mcpu=v4</c>.</summary>
    InstructionsV4,

    /// <summary>Calls of functions within a program (4.16).</summary>
    FunctionCalls,

    /// <summary>Programs of more than 4,096 instructions (5.2).</summary>
    LargePrograms,

    /// <summary>Loops whose end the verifier can see (5.3).</summary>
    BoundedLoops,

    /// <summary>Atomic operations that return the old value, exchange, compare and exchange (5.12).</summary>
    AtomicFetch,

    /// <summary>The jump that ends a loop after a time, <c>may_goto</c> (6.9).</summary>
    MayGoto,

    /// <summary>Loads with acquire and stores with release ordering (6.15; not on every architecture).</summary>
    LoadAcquireStoreRelease,

    /// <summary>Test runs of programs (4.12).</summary>
    TestRun,

    /// <summary>Freezing maps against writes from user space (5.2).</summary>
    MapFreeze,

    /// <summary>Batches of map elements in one call (5.6; which map types have it differs).</summary>
    MapBatch,

    /// <summary>Tokens that delegate BPF rights to a user namespace (6.9).</summary>
    Token,

    /// <summary>Streams that programs write to, read by descriptor (6.17).</summary>
    ProgramStreams,

    /// <summary>Links on cgroups (5.7).</summary>
    CgroupLink,

    /// <summary>Links on network namespaces: flow dissector, socket lookup (5.8 and 5.9).</summary>
    NetworkNamespaceLink,

    /// <summary>XDP links (5.9).</summary>
    XdpLink,

    /// <summary>Links on perf events: kprobes, uprobes, tracepoints (5.15).</summary>
    PerfEventLink,

    /// <summary>One link on many kernel functions (5.18).</summary>
    KprobeMultiLink,

    /// <summary>One link on entry and return of many kernel functions, by one program (6.10).</summary>
    KprobeSessionLink,

    /// <summary>One link on many sites of a file (6.6). Supported only where it also tells processes from threads as it should (6.10).</summary>
    UprobeMultiLink,

    /// <summary>One link on entry and return of many functions of a file, by one program (6.13).</summary>
    UprobeSessionLink,

    /// <summary>Netfilter links (6.4).</summary>
    NetfilterLink,

    /// <summary>Traffic-control links, tcx (6.6).</summary>
    TcxLink,

    /// <summary>Links on netkit devices (6.7).</summary>
    NetkitLink,

    /// <summary>Links on maps of sockets (6.10).</summary>
    SockmapLink,
}
