using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <content>Many elements in one call.</content>
public sealed partial class BpfHash<TKey, TValue>
{
    /// <summary>Reads the next elements (5.6).</summary>
    /// <param name="cursor">Where the walk stands; moved on.</param>
    /// <param name="keys">Room for keys.</param>
    /// <param name="values">Room for as many values.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold each value's spin lock over the copy.</param>
    /// <returns>How many were read; it may be fewer than there is room for before the end, which <see cref="BpfBatchCursor.IsAtEnd"/> tells.</returns>
    /// <exception cref="ArgumentException">There is not as much room for values as for keys.</exception>
    /// <exception cref="BpfException">ENOSPC: a bucket holds more elements than there is room for; the cursor stands, give more room.</exception>
    public int GetBatch(BpfBatchCursor cursor, Span<TKey> keys, Span<TValue> values, BpfElementFlags flags = BpfElementFlags.Any)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return cursor.Read(Elements, BpfCommand.MapLookupBatch, MemoryMarshal.AsBytes(keys), MemoryMarshal.AsBytes(values), flags);
    }

    /// <summary>Reads and removes the next elements (5.6), each bucket in one step: nothing a program adds is lost.</summary>
    /// <inheritdoc cref="GetBatch"/>
    /// <example>
    /// <code>
    /// BpfHash&lt;uint, ulong> counts = map.AsHash&lt;uint, ulong>();
    /// (uint[] keys, ulong[] values) = (new uint[100], new ulong[100]);
    /// for (BpfBatchCursor cursor = new(); !cursor.IsAtEnd;)
    /// {
    ///     int taken = counts.TakeBatch(cursor, keys, values);
    ///     foreach (ulong value in values.AsSpan(0, taken)) sum += value;
    /// }
    /// </code>
    /// </example>
    public int TakeBatch(BpfBatchCursor cursor, Span<TKey> keys, Span<TValue> values, BpfElementFlags flags = BpfElementFlags.Any)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return cursor.Read(Elements, BpfCommand.MapLookupAndDeleteBatch, MemoryMarshal.AsBytes(keys), MemoryMarshal.AsBytes(values), flags);
    }

    /// <summary>Creates or replaces elements, in the order given; by one call where the kernel has batches.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="values">As many values.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold each value's spin lock over the copy.</param>
    /// <exception cref="ArgumentException">There are not as many values as keys.</exception>
    /// <exception cref="BpfBatchException">The kernel refuses an element: E2BIG in a full map.</exception>
    public void SetBatch(ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, BpfElementFlags flags = BpfElementFlags.Any)
        => MapBatches.Set(Elements, Bytes(keys), Bytes(values), flags);

    /// <summary>Removes elements, passing over keys that are not there; by one call where the kernel has batches and all keys are there.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="BpfException">The kernel refuses to remove an element.</exception>
    public int RemoveBatch(ReadOnlySpan<TKey> keys) => MapBatches.Remove(Elements, Bytes(keys));
}
