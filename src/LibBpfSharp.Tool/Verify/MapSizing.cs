namespace LibBpfSharp.Tool.Verify;

/// <summary>Gives the least size to maps whose size their own user space would have set; holds the inner maps made for that.</summary>
internal sealed class MapSizing : IDisposable
{
    private const uint StackDepth = 127; // kernel.perf_event_max_stack as it comes
    private const uint AddressSize = 8;

    private readonly List<BpfMap> _inner = [];

    /// <summary>Sizes the maps of an object that is open.</summary>
    public MapSizing(BpfObject target)
    {
        foreach (BpfMap map in target.Maps) Size(map);
    }

    /// <summary>How many settings were made.</summary>
    public int Count { get; private set; }

    public void Dispose() => _inner.ForEach(map => map.Dispose());

    private void Size(BpfMap map)
    {
        if (map.Spec!.InnerMap is { MaxEntries: 0 } inner && MakeInner(inner) is { } template)
        {
            map.InnerTemplate = template;
            Count++;
        }

        if (map is { Type: BpfMapType.StackTrace, ValueSize: 0 })
        {
            map.ValueSize = StackDepth * AddressSize;
            Count++;
        }

        if (map.MaxEntries != 0 || LeastEntries(map.Type) is not { } entries) return;
        map.MaxEntries = entries;
        Count++;
    }

    // A kernel that refuses it refuses the outer map too, and that is then the verdict.
    private BpfMap? MakeInner(BpfMapSpec inner)
    {
        try
        {
            _inner.Add(BpfMap.Create(new()
            {
                Type = inner.Type,
                Name = "inner",
                KeySize = inner.KeySize,
                ValueSize = inner.ValueSize,
                MaxEntries = inner.Type.IsRingBuffer() ? (uint)Environment.SystemPageSize : 1,
                Flags = inner.Flags,
            }));
            return _inner[^1];
        }
        catch (BpfException)
        {
            return null;
        }
    }

    /// <summary><c>null</c> for types whose size is meant to stay open.</summary>
    private static uint? LeastEntries(BpfMapType type) => type switch
    {
        BpfMapType.StructOps or BpfMapType.Arena or BpfMapType.PerfEventArray => null,
        _ when type.IsLocalStorage() || type.IsAttachmentStorage() => null,
        _ => type.IsRingBuffer() ? (uint)Environment.SystemPageSize : 1,
    };
}
