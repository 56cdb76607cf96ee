namespace LibBpfSharp;

/// <summary>Names of every <see cref="BpfMapType"/>, both ways.</summary>
public static class BpfMapTypeNames
{
    private static readonly KernelNames s_names = new(
        "BPF_MAP_TYPE_",
        "unspec", "hash", "array", "prog_array", "perf_event_array", "percpu_hash", "percpu_array", "stack_trace", "cgroup_array",
        "lru_hash", "lru_percpu_hash", "lpm_trie", "array_of_maps", "hash_of_maps", "devmap", "sockmap", "cpumap", "xskmap", "sockhash",
        "cgroup_storage", "reuseport_sockarray", "percpu_cgroup_storage", "queue", "stack", "sk_storage", "devmap_hash", "struct_ops",
        "ringbuf", "inode_storage", "task_storage", "bloom_filter", "user_ringbuf", "cgrp_storage", "arena", "insn_array", "rhash");

    /// <summary>The kernel's name, as in <c>BPF_MAP_TYPE_CGROUP_ARRAY</c>; with a number in place of a name this library does not know.</summary>
    public static string ToKernelName(this BpfMapType value) => s_names.Kernel((uint)value);

    /// <summary>The short name libbpf and bpftool use, as in <c>cgroup_array</c>; a number where this library knows no name.</summary>
    public static string ToShortName(this BpfMapType value) => s_names.Short((uint)value);

    /// <summary>Reads a map type from its kernel name or its short name, in any case.</summary>
    /// <returns><c>false</c>, and a <paramref name="value"/> of 0, for a name this library does not know.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out BpfMapType value)
    {
        bool known = s_names.TryParse(name, out uint number);
        value = (BpfMapType)number;
        return known;
    }
}
