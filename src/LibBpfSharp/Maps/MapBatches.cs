namespace LibBpfSharp;

/// <summary>Batches of writes, worded; and for views, done one by one where the kernel has no batches for the type.</summary>
internal static class MapBatches
{
    internal static void Update(MapElements elements, ReadOnlySpan<byte> keys, ReadOnlySpan<byte> values, BpfElementFlags flags)
    {
        nint result = elements.UpdateBatch(keys, values, flags, out int count);
        if (result < 0) throw MapFailure.OfBatch(elements.Handle.Kernel, elements.Shape, BpfCommand.MapUpdateBatch, result, count, elements.CountOf(keys.Length), flags);
    }

    /// <returns>How many were removed, up to the first that is not there.</returns>
    internal static int Delete(MapElements elements, ReadOnlySpan<byte> keys, BpfElementFlags flags)
    {
        nint result = elements.DeleteBatch(keys, flags, out int count);
        return result is 0 or -(nint)Errno.ENOENT
            ? count
            : throw MapFailure.OfBatch(elements.Handle.Kernel, elements.Shape, BpfCommand.MapDeleteBatch, result, count, elements.CountOf(keys.Length), flags);
    }

    /// <summary>Writes all, by batch if there is one.</summary>
    internal static void Set(MapElements elements, ReadOnlySpan<byte> keys, ReadOnlySpan<byte> values, BpfElementFlags flags = 0)
    {
        nint result = elements.UpdateBatch(keys, values, flags, out int done);
        if (result == 0) return;
        int given = elements.CountOf(keys.Length);
        if (done > 0 || !MapElements.LacksBatch(result)) throw MapFailure.OfBatch(elements.Handle.Kernel, elements.Shape, BpfCommand.MapUpdateBatch, result, done, given, flags);

        int keySize = elements.Shape.KeySize, valueSize = elements.Shape.ValueBufferSize;
        for (int i = 0; i < given; i++) elements.Update(keys.Slice(i * keySize, keySize), values.Slice(i * valueSize, valueSize), flags);
    }

    /// <summary>Removes all that are there, by batch if there is one.</summary>
    internal static int Remove(MapElements elements, ReadOnlySpan<byte> keys)
    {
        int keySize = elements.Shape.KeySize, given = elements.CountOf(keys.Length), removed = 0;
        for (int at = 0; at < given;)
        {
            ReadOnlySpan<byte> rest = keys[(at * keySize)..];
            nint result = elements.DeleteBatch(rest, 0, out int done);
            if (result < 0 && MapElements.LacksBatch(result) && done == 0) return removed + RemoveEach(elements, rest);
            if (result is not (0 or -(nint)Errno.ENOENT)) throw MapFailure.OfBatch(elements.Handle.Kernel, elements.Shape, BpfCommand.MapDeleteBatch, result, at + done, given, 0);
            removed += done;
            at += result == 0 ? given - at : done + 1;
        }

        return removed;
    }

    private static int RemoveEach(MapElements elements, ReadOnlySpan<byte> keys)
    {
        int removed = 0;
        for (int keySize = elements.Shape.KeySize; !keys.IsEmpty; keys = keys[keySize..])
        {
            if (elements.Delete(keys[..keySize])) removed++;
        }

        return removed;
    }
}
