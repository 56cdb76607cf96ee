namespace LibBpfSharp.Tool.Verify;

/// <summary>Gives the least size to maps whose size their own user space would have set.</summary>
internal static class MapSizing
{
    private const uint StackDepth = 127; // kernel.perf_event_max_stack as it comes
    private const uint AddressSize = 8;

    /// <summary>Sizes the maps of an object that is open.</summary>
    /// <returns>How many settings were made.</returns>
    public static int Apply(BpfObject target) => target.Maps.Sum(Apply);

    private static int Apply(BpfMap map)
    {
        int made = 0;
        if (map is { Type: BpfMapType.StackTrace, ValueSize: 0 })
        {
            map.ValueSize = StackDepth * AddressSize;
            made++;
        }

        if (map.MaxEntries != 0 || LeastEntries(map.Type) is not { } entries) return made;
        map.MaxEntries = entries;
        return made + 1;
    }

    /// <summary><c>null</c> for types whose size is meant to stay open.</summary>
    private static uint? LeastEntries(BpfMapType type) => type switch
    {
        BpfMapType.SkStorage or BpfMapType.TaskStorage or BpfMapType.InodeStorage or BpfMapType.CgrpStorage => null,
        BpfMapType.CgroupStorage or BpfMapType.PercpuCgroupStorage => null,
        BpfMapType.StructOps or BpfMapType.Arena or BpfMapType.PerfEventArray => null,
        BpfMapType.Ringbuf or BpfMapType.UserRingbuf => (uint)Environment.SystemPageSize,
        _ => 1,
    };
}
