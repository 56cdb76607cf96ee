using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Writes the initial elements that a map of maps or a program array is declared with.</summary>
internal static unsafe class MapSlots
{
    /// <param name="map">The map.</param>
    /// <param name="target">The inner map or program of a slot; <c>null</c> where it is not in the kernel.</param>
    internal static void Fill(MapPlan map, Func<BpfMapSlotSpec, BpfHandle?> target)
    {
        IReadOnlyList<BpfMapSlotSpec> slots = map.Spec.Slots;
        int[] keys = new int[slots.Count], values = new int[slots.Count];
        for (int i = 0; i < slots.Count; i++)
            (keys[i], values[i]) = (slots[i].Index, target(slots[i])?.Descriptor ?? throw Failure(map, slots[i], isMissing: true, Errno.EBADF));

        // Each single update of a map of maps waits for a grace period of the kernel, milliseconds long; a batch waits once.
        nint result = slots.Count > 1 && map.Type is not BpfMapType.ProgArray ? SetAll(map.Handle!, keys, values, out int done) : SetEach(map.Handle!, keys, values, out done);
        if (result is -(nint)Errno.EINVAL or -(nint)Errno.ENOTSUPP or -(nint)Errno.EOPNOTSUPP && done == 0) result = SetEach(map.Handle!, keys, values, out done);
        if (result < 0) throw Failure(map, slots[done], isMissing: false, (Errno)(-result));
    }

    /// <summary>By <c>BPF_MAP_UPDATE_BATCH</c> (5.6; maps of maps 5.19).</summary>
    private static nint SetAll(BpfMapHandle map, int[] keys, int[] values, out int done)
    {
        fixed (int* key = keys)
        fixed (int* value = values)
        {
            MapBatchAttr attributes = new() { Keys = (ulong)key, Values = (ulong)value, Count = (uint)keys.Length };
            nint result = map.MapBatch(BpfCommand.MapUpdateBatch, ref attributes);

            // A kernel that does not know the command leaves the count as it was.
            done = result < 0 && attributes.Count >= keys.Length ? 0 : (int)attributes.Count;
            return result;
        }
    }

    private static nint SetEach(BpfMapHandle map, int[] keys, int[] values, out int done)
    {
        nint result = 0;
        for (done = 0; done < keys.Length && result >= 0; done++)
            result = map.MapUpdate(ElementSpans.BytesOf(in keys[done]), ElementSpans.BytesOf(in values[done]));
        if (result < 0) done--;
        return result;
    }

    private static BpfException Failure(MapPlan map, BpfMapSlotSpec slot, bool isMissing, Errno errno)
    {
        string why = isMissing ? "it is not in the kernel (switched off by AutoLoad or AutoCreate)" : errno.Describe();
        return new BpfException($"Slot {slot.Index} of map '{map.Name}' cannot be set to '{slot.Target}': {why}.", errno, BpfCommand.MapUpdateElem, map.Name);
    }
}
