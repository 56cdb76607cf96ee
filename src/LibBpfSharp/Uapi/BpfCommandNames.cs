namespace LibBpfSharp;

/// <summary>Names of every <see cref="BpfCommand"/>, both ways.</summary>
public static class BpfCommandNames
{
    private static readonly KernelNames s_names = new(
        "BPF_",
        "map_create", "map_lookup_elem", "map_update_elem", "map_delete_elem", "map_get_next_key", "prog_load", "obj_pin", "obj_get",
        "prog_attach", "prog_detach", "prog_test_run", "prog_get_next_id", "map_get_next_id", "prog_get_fd_by_id", "map_get_fd_by_id",
        "obj_get_info_by_fd", "prog_query", "raw_tracepoint_open", "btf_load", "btf_get_fd_by_id", "task_fd_query",
        "map_lookup_and_delete_elem", "map_freeze", "btf_get_next_id", "map_lookup_batch", "map_lookup_and_delete_batch",
        "map_update_batch", "map_delete_batch", "link_create", "link_update", "link_get_fd_by_id", "link_get_next_id", "enable_stats",
        "iter_create", "link_detach", "prog_bind_map", "token_create", "prog_stream_read_by_fd", "prog_assoc_struct_ops");

    /// <summary>The kernel's name, as in <c>BPF_PROG_ATTACH</c>; with a number in place of a name this library does not know.</summary>
    public static string ToKernelName(this BpfCommand value) => s_names.Kernel((uint)value);

    /// <summary>The short name libbpf and bpftool use, as in <c>prog_attach</c>; a number where this library knows no name.</summary>
    public static string ToShortName(this BpfCommand value) => s_names.Short((uint)value);

    /// <summary>Reads a command from its kernel name or its short name, in any case.</summary>
    /// <returns><c>false</c>, and a <paramref name="value"/> of 0, for a name this library does not know.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out BpfCommand value)
    {
        bool known = s_names.TryParse(name, out uint number);
        value = (BpfCommand)number;
        return known;
    }
}
