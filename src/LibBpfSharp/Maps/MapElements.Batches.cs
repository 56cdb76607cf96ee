using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <content>Many elements in one call.</content>
internal sealed unsafe partial class MapElements
{
    /// <summary>One lookup batch, with or without deletion.</summary>
    /// <param name="command">Which of the two.</param>
    /// <param name="cursor"><see cref="MapShape.CursorSize"/> bytes; where the last batch ended, filled in.</param>
    /// <param name="isFirst">Whether to start at the beginning, whatever is in the cursor.</param>
    /// <param name="keys">Room for keys.</param>
    /// <param name="values">Room for as many values.</param>
    /// <param name="flags">How values are read.</param>
    /// <param name="count">Elements read.</param>
    /// <returns>
    /// The kernel's answer: ENOENT means that these were the last, ENOSPC that there is no room for the next bucket and the cursor stands,
    /// EINTR (before 6.14) that the next key has no value.
    /// </returns>
    internal nint LookupBatch(
        BpfCommand command, Span<byte> cursor, bool isFirst, Span<byte> keys, Span<byte> values, BpfElementFlags flags, out int count)
    {
        int room = CountOf(keys.Length, values.Length, flags);
        if (cursor.Length != shape.CursorSize) ThrowWrongSize("cursor", cursor.Length, shape.CursorSize, nameof(cursor));
        fixed (byte* position = cursor)
        fixed (byte* k = keys)
        fixed (byte* v = values)
        {
            MapBatchAttr attributes = new()
            {
                InBatch = isFirst ? 0 : (ulong)position,
                OutBatch = (ulong)position,
                Keys = (ulong)k,
                Values = (ulong)v,
                Count = (uint)room,
                ElemFlags = flags,
            };
            nint result = handle.MapBatch(command, ref attributes);

            // Whatever else is refused may be so before the kernel wrote how many it read.
            count = result is 0 or -(nint)Errno.ENOENT or -(nint)Errno.EINTR ? (int)attributes.Count : 0;
            return result;
        }
    }

    /// <summary><c>BPF_MAP_UPDATE_BATCH</c>.</summary>
    /// <param name="keys">Keys side by side.</param>
    /// <param name="values">As many values.</param>
    /// <param name="flags">How values are written.</param>
    /// <param name="count">How many were written, in the order given.</param>
    internal nint UpdateBatch(ReadOnlySpan<byte> keys, ReadOnlySpan<byte> values, BpfElementFlags flags, out int count)
    {
        int given = CountOf(keys.Length, values.Length, flags);
        fixed (byte* k = keys)
        fixed (byte* v = values)
        {
            MapBatchAttr attributes = new() { Keys = (ulong)k, Values = (ulong)v, Count = (uint)given, ElemFlags = flags };
            return Run(BpfCommand.MapUpdateBatch, ref attributes, given, out count);
        }
    }

    /// <summary><c>BPF_MAP_DELETE_BATCH</c>: ends at the first key that is not there (ENOENT).</summary>
    internal nint DeleteBatch(ReadOnlySpan<byte> keys, BpfElementFlags flags, out int count)
    {
        int given = CountOf(keys.Length);
        fixed (byte* k = keys)
        {
            MapBatchAttr attributes = new() { Keys = (ulong)k, Count = (uint)given, ElemFlags = flags };
            return Run(BpfCommand.MapDeleteBatch, ref attributes, given, out count);
        }
    }

    /// <summary>Whether an answer means that the kernel has no such batch for the type: ENOTSUPP, or EINVAL of one that has none at all (before 5.6).</summary>
    internal static bool LacksBatch(nint result) => result is -(nint)Errno.ENOTSUPP or -(nint)Errno.EOPNOTSUPP or -(nint)Errno.EINVAL;

    /// <summary>How many keys side by side are in so many bytes.</summary>
    internal int CountOf(int keyBytes)
    {
        if (shape.KeySize == 0) throw new BpfNotSupportedException($"Batches of a {shape.Type} map", null, Errno.None, null, shape.Name, "It has no keys.");
        if (keyBytes % shape.KeySize != 0) ThrowWrongSize("multiple of keys", keyBytes, shape.KeySize, "keys");
        return keyBytes / shape.KeySize;
    }

    private int CountOf(int keyBytes, int valueBytes, BpfElementFlags flags)
    {
        int count = CountOf(keyBytes);
        if (valueBytes != (long)count * ValueLength(flags)) ThrowWrongSize($"value for each of {count} keys, in all", valueBytes, count * ValueLength(flags), "values");
        return count;
    }

    /// <summary>A kernel that knows no batches, or refuses one before it begins, leaves the count as it was given.</summary>
    private nint Run(BpfCommand command, ref MapBatchAttr attributes, int given, out int count)
    {
        nint result = handle.MapBatch(command, ref attributes);
        count = result == 0 ? given : attributes.Count < (uint)given ? (int)attributes.Count : 0;
        return result;
    }
}
