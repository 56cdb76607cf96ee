using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Writes the initial elements that a map of maps or a program array is declared with.</summary>
internal static class MapSlots
{
    /// <param name="map">The map.</param>
    /// <param name="target">The inner map or program of a slot; <c>null</c> where it is not in the kernel.</param>
    internal static void Fill(MapPlan map, Func<BpfMapSlotSpec, BpfHandle?> target)
    {
        foreach (BpfMapSlotSpec slot in map.Spec.Slots)
        {
            BpfHandle? handle = target(slot);
            nint result = handle is null ? -(nint)Errno.EBADF : Set(map.Handle!, slot.Index, handle.Descriptor);
            if (result < 0) throw Failure(map, slot, handle is null, (Errno)(-result));
        }
    }

    private static nint Set(BpfMapHandle map, int index, int descriptor)
        => map.MapUpdate(ElementSpans.BytesOf(in index), ElementSpans.BytesOf(in descriptor));

    private static BpfException Failure(MapPlan map, BpfMapSlotSpec slot, bool isMissing, Errno errno)
    {
        string why = isMissing ? "it is not in the kernel (switched off by AutoLoad or AutoCreate)" : errno.Describe();
        return new BpfException($"Slot {slot.Index} of map '{map.Name}' cannot be set to '{slot.Target}': {why}.", errno, BpfCommand.MapUpdateElem, map.Name);
    }
}
