namespace LibBpfSharp.Interop;

internal static unsafe partial class BpfCalls
{
    /// <summary><c>BPF_MAP_CREATE</c> (3.18).</summary>
    public static nint MapCreate(this Kernel kernel, ref MapCreateAttr attributes, out BpfMapHandle map)
    {
        map = new BpfMapHandle(kernel);
        return kernel.BpfOpen(BpfCommand.MapCreate, ref attributes, map);
    }

    /// <summary><c>BPF_MAP_CREATE</c> with a log buffer behind the attributes, for a kernel with common attributes (7.x).</summary>
    public static nint MapCreate(this Kernel kernel, ref MapCreateAttr attributes, ref CommonAttr common, out BpfMapHandle map)
    {
        map = new BpfMapHandle(kernel);
        nint result;
        fixed (MapCreateAttr* own = &attributes)
        fixed (CommonAttr* shared = &common)
        {
            const BpfCommand Command = BpfCommand.MapCreate | BpfCommand.CommonAttrs;
            result = map.Adopt(kernel.Invoke(SystemCall.Bpf, (nint)Command, (nint)own, sizeof(MapCreateAttr), (nint)shared, sizeof(CommonAttr)));
        }

        if (result < 0) map.Dispose();
        return result;
    }

    /// <summary><c>BPF_MAP_FREEZE</c> (5.2): no more writes from user space.</summary>
    public static nint MapFreeze(this BpfMapHandle map) => map.Element(BpfCommand.MapFreeze, null, null, 0);

    /// <summary><c>BPF_MAP_LOOKUP_ELEM</c>; <paramref name="value"/> must have room for the map's value, for every possible CPU in a per-CPU map.</summary>
    public static nint MapLookup(this BpfMapHandle map, ReadOnlySpan<byte> key, Span<byte> value, BpfElementFlags flags = 0)
    {
        fixed (byte* k = key)
        fixed (byte* v = value)
            return map.Element(BpfCommand.MapLookupElem, k, v, flags);
    }

    /// <summary><c>BPF_MAP_LOOKUP_AND_DELETE_ELEM</c> (queue and stack 4.20, hash 5.14).</summary>
    public static nint MapLookupAndDelete(this BpfMapHandle map, ReadOnlySpan<byte> key, Span<byte> value, BpfElementFlags flags = 0)
    {
        fixed (byte* k = key)
        fixed (byte* v = value)
            return map.Element(BpfCommand.MapLookupAndDeleteElem, k, v, flags);
    }

    /// <summary><c>BPF_MAP_UPDATE_ELEM</c>; spans must be of the map's own sizes.</summary>
    public static nint MapUpdate(this BpfMapHandle map, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, BpfElementFlags flags = 0)
    {
        fixed (byte* k = key)
        fixed (byte* v = value)
            return map.Element(BpfCommand.MapUpdateElem, k, v, flags);
    }

    /// <summary><c>BPF_MAP_DELETE_ELEM</c>.</summary>
    public static nint MapDelete(this BpfMapHandle map, ReadOnlySpan<byte> key, BpfElementFlags flags = 0)
    {
        fixed (byte* k = key)
            return map.Element(BpfCommand.MapDeleteElem, k, null, flags);
    }

    /// <summary><c>BPF_MAP_GET_NEXT_KEY</c>; an empty <paramref name="key"/> asks for the first (4.12). ENOENT after the last.</summary>
    public static nint MapNextKey(this BpfMapHandle map, ReadOnlySpan<byte> key, Span<byte> nextKey)
    {
        fixed (byte* k = key)
        fixed (byte* n = nextKey)
            return map.Element(BpfCommand.MapGetNextKey, k, n, 0);
    }

    /// <summary>One of the four batch commands (5.6), its descriptor filled in here; ENOENT with a count means the end was reached.</summary>
    public static nint MapBatch(this BpfMapHandle map, BpfCommand command, ref MapBatchAttr attributes)
    {
        using HandleHold hold = map.Hold();
        attributes.MapFd = hold.Descriptor;
        MapMetrics.Count(command);
        return map.Kernel.Bpf(command, ref attributes);
    }

    private static nint Element(this BpfMapHandle map, BpfCommand command, byte* key, byte* value, BpfElementFlags flags)
    {
        using HandleHold hold = map.Hold();
        MapElementAttr attributes = new() { MapFd = hold.Descriptor, Key = (ulong)key, Value = (ulong)value, Flags = flags };
        MapMetrics.Count(command);
        return map.Kernel.Bpf(command, ref attributes);
    }
}
