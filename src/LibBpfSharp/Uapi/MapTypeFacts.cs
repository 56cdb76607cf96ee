namespace LibBpfSharp;

/// <summary>What the kernel holds true of map types (<c>map_create</c> in <c>kernel/bpf/syscall.c</c>, <c>map_alloc_check</c> of each type).</summary>
internal static class MapTypeFacts
{
    /// <summary>Storage that belongs to a socket, inode, task or cgroup: has as many elements as there are owners, and must have C types.</summary>
    public static bool IsLocalStorage(this BpfMapType type)
        => type is BpfMapType.SkStorage or BpfMapType.InodeStorage or BpfMapType.TaskStorage or BpfMapType.CgrpStorage;

    /// <summary>Storage that comes and goes with the attachments of programs to cgroups.</summary>
    public static bool IsAttachmentStorage(this BpfMapType type) => type is BpfMapType.CgroupStorage or BpfMapType.PercpuCgroupStorage;

    public static bool IsMapOfMaps(this BpfMapType type) => type is BpfMapType.ArrayOfMaps or BpfMapType.HashOfMaps;

    /// <summary>Whose number of elements is one of bytes: a power of two of pages.</summary>
    public static bool IsRingBuffer(this BpfMapType type) => type is BpfMapType.Ringbuf or BpfMapType.UserRingbuf;

    public static bool IsDeviceMap(this BpfMapType type) => type is BpfMapType.Devmap or BpfMapType.DevmapHash;

    public static bool IsPerCpu(this BpfMapType type)
        => type is BpfMapType.PercpuHash or BpfMapType.PercpuArray or BpfMapType.LruPercpuHash or BpfMapType.PercpuCgroupStorage;

    /// <summary>Whether a map can have C types at all; the other types of map refuse them on every kernel.</summary>
    public static bool TakesBtf(this BpfMapType type) => type is not (
        BpfMapType.PerfEventArray or BpfMapType.CgroupArray or BpfMapType.StackTrace or BpfMapType.ArrayOfMaps or BpfMapType.HashOfMaps
        or BpfMapType.Devmap or BpfMapType.DevmapHash or BpfMapType.Cpumap or BpfMapType.Xskmap or BpfMapType.Sockmap or BpfMapType.Sockhash
        or BpfMapType.Queue or BpfMapType.Stack or BpfMapType.Arena);

    /// <summary>The flags without which the kernel makes no map of a type.</summary>
    public static BpfMapFlags NeededFlags(this BpfMapType type) => type switch
    {
        BpfMapType.LpmTrie or BpfMapType.Rhash => BpfMapFlags.NoPrealloc,
        BpfMapType.Arena => BpfMapFlags.Mmapable,
        _ => type.IsLocalStorage() ? BpfMapFlags.NoPrealloc : BpfMapFlags.None,
    };
}
