namespace LibBpfSharp;

/// <summary>Kinds of BPF map (<c>enum bpf_map_type</c>).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>.</remarks>
public enum BpfMapType : uint
{
    /// <summary>No type (<c>BPF_MAP_TYPE_UNSPEC</c>).</summary>
    Unspec = 0,

    /// <summary>Hash table (<c>BPF_MAP_TYPE_HASH</c>, kernel 3.19).</summary>
    Hash = 1,

    /// <summary>Array: 4-byte index as key, every element always there, zero at first (<c>BPF_MAP_TYPE_ARRAY</c>, kernel 3.19).</summary>
    Array = 2,

    /// <summary>Programs by index, for tail calls (<c>BPF_MAP_TYPE_PROG_ARRAY</c>, kernel 4.2).</summary>
    ProgArray = 3,

    /// <summary>Perf events by index, one per CPU, for streaming records to user space (<c>BPF_MAP_TYPE_PERF_EVENT_ARRAY</c>, kernel 4.3).</summary>
    PerfEventArray = 4,

    /// <summary>Hash table with a value for each CPU (<c>BPF_MAP_TYPE_PERCPU_HASH</c>, kernel 4.6).</summary>
    PercpuHash = 5,

    /// <summary>Array with a value for each CPU (<c>BPF_MAP_TYPE_PERCPU_ARRAY</c>, kernel 4.6).</summary>
    PercpuArray = 6,

    /// <summary>Stack traces by id (<c>BPF_MAP_TYPE_STACK_TRACE</c>, kernel 4.6).</summary>
    StackTrace = 7,

    /// <summary>Cgroups by index, for tests of membership (<c>BPF_MAP_TYPE_CGROUP_ARRAY</c>, kernel 4.8).</summary>
    CgroupArray = 8,

    /// <summary>Hash table that evicts what was not used for longest (<c>BPF_MAP_TYPE_LRU_HASH</c>, kernel 4.10).</summary>
    LruHash = 9,

    /// <summary>The same with a value for each CPU (<c>BPF_MAP_TYPE_LRU_PERCPU_HASH</c>, kernel 4.10).</summary>
    LruPercpuHash = 10,

    /// <summary>Longest prefix match: prefix length in bits, then data in network byte order (<c>BPF_MAP_TYPE_LPM_TRIE</c>, kernel 4.11).</summary>
    LpmTrie = 11,

    /// <summary>Maps by index (<c>BPF_MAP_TYPE_ARRAY_OF_MAPS</c>, kernel 4.12).</summary>
    ArrayOfMaps = 12,

    /// <summary>Maps by key (<c>BPF_MAP_TYPE_HASH_OF_MAPS</c>, kernel 4.12).</summary>
    HashOfMaps = 13,

    /// <summary>Network devices by index, for redirecting XDP frames (<c>BPF_MAP_TYPE_DEVMAP</c>, kernel 4.14).</summary>
    Devmap = 14,

    /// <summary>Sockets by index, for redirecting messages and packets (<c>BPF_MAP_TYPE_SOCKMAP</c>, kernel 4.14).</summary>
    Sockmap = 15,

    /// <summary>CPUs by index, for redirecting XDP frames (<c>BPF_MAP_TYPE_CPUMAP</c>, kernel 4.15).</summary>
    Cpumap = 16,

    /// <summary>AF_XDP sockets by index (<c>BPF_MAP_TYPE_XSKMAP</c>, kernel 4.18).</summary>
    Xskmap = 17,

    /// <summary>Sockets by key (<c>BPF_MAP_TYPE_SOCKHASH</c>, kernel 4.18).</summary>
    Sockhash = 18,

    /// <summary>Storage that comes with each attachment to a cgroup; CgrpStorage is its successor (<c>BPF_MAP_TYPE_CGROUP_STORAGE_DEPRECATED</c>, kernel 4.19).</summary>
    CgroupStorage = 19,

    /// <summary>Sockets of reuseport groups by index (<c>BPF_MAP_TYPE_REUSEPORT_SOCKARRAY</c>, kernel 4.19).</summary>
    ReuseportSockarray = 20,

    /// <summary>CgroupStorage with a value for each CPU (<c>BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE_DEPRECATED</c>, kernel 4.20).</summary>
    PercpuCgroupStorage = 21,

    /// <summary>First in, first out; no key (<c>BPF_MAP_TYPE_QUEUE</c>, kernel 4.20).</summary>
    Queue = 22,

    /// <summary>Last in, first out; no key (<c>BPF_MAP_TYPE_STACK</c>, kernel 4.20).</summary>
    Stack = 23,

    /// <summary>Storage that lives with a socket (<c>BPF_MAP_TYPE_SK_STORAGE</c>, kernel 5.2).</summary>
    SkStorage = 24,

    /// <summary>Network devices by key (<c>BPF_MAP_TYPE_DEVMAP_HASH</c>, kernel 5.4).</summary>
    DevmapHash = 25,

    /// <summary>An implementation of a kernel interface by programs (<c>BPF_MAP_TYPE_STRUCT_OPS</c>, kernel 5.6).</summary>
    StructOps = 26,

    /// <summary>Ring buffer from programs to user space, shared by all CPUs (<c>BPF_MAP_TYPE_RINGBUF</c>, kernel 5.8).</summary>
    Ringbuf = 27,

    /// <summary>Storage that lives with an inode (<c>BPF_MAP_TYPE_INODE_STORAGE</c>, kernel 5.10).</summary>
    InodeStorage = 28,

    /// <summary>Storage that lives with a task (<c>BPF_MAP_TYPE_TASK_STORAGE</c>, kernel 5.11).</summary>
    TaskStorage = 29,

    /// <summary>Set that may answer "present" in error, never "absent"; no key (<c>BPF_MAP_TYPE_BLOOM_FILTER</c>, kernel 5.16).</summary>
    BloomFilter = 30,

    /// <summary>Ring buffer from user space to programs (<c>BPF_MAP_TYPE_USER_RINGBUF</c>, kernel 6.1).</summary>
    UserRingbuf = 31,

    /// <summary>Storage that lives with a cgroup (<c>BPF_MAP_TYPE_CGRP_STORAGE</c>, kernel 6.2).</summary>
    CgrpStorage = 32,

    /// <summary>Sparse memory shared by programs and user space (<c>BPF_MAP_TYPE_ARENA</c>, kernel 6.9).</summary>
    Arena = 33,

    /// <summary>Instruction offsets, as jump tables need them (<c>BPF_MAP_TYPE_INSN_ARRAY</c>, kernel 6.19).</summary>
    InsnArray = 34,

    /// <summary>Hash table that grows with its elements (<c>BPF_MAP_TYPE_RHASH</c>, kernel 7.2).</summary>
    Rhash = 35,
}
