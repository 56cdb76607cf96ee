namespace LibBpfSharp;

/// <content>
/// Many elements in one call (5.6 for hash maps and arrays, 5.13 for LPM tries and per-CPU arrays, 5.19 for maps of maps): a fifth of the cost per element.
/// Source: <c>kernel/bpf/syscall.c</c>, <c>kernel/bpf/hashtab.c</c>.
/// </content>
public sealed partial class BpfMap
{
    /// <summary>Reads the next elements.</summary>
    /// <param name="cursor">Where the walk stands; moved on.</param>
    /// <param name="keys">Room for keys: a multiple of <see cref="KeySize"/> bytes.</param>
    /// <param name="values">Room for as many values of <see cref="ValueBufferSize"/> bytes.</param>
    /// <param name="flags">How values are read: <see cref="BpfElementFlags.Lock"/>.</param>
    /// <returns>How many were read; it may be fewer than there is room for before the end, which <see cref="BpfBatchCursor.IsAtEnd"/> tells.</returns>
    /// <exception cref="ArgumentException">The spans do not have the map's sizes.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no batches for the type.</exception>
    /// <exception cref="BpfException">ENOSPC: a bucket of a hash map holds more elements than there is room for; the cursor stands, give more room.</exception>
    public int LookupBatch(BpfBatchCursor cursor, Span<byte> keys, Span<byte> values, BpfElementFlags flags = BpfElementFlags.Any)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return cursor.Read(Elements, BpfCommand.MapLookupBatch, keys, values, flags);
    }

    /// <summary>Reads and removes the next elements of a hash map, bucket by bucket in one step each.</summary>
    /// <inheritdoc cref="LookupBatch"/>
    public int LookupAndDeleteBatch(BpfBatchCursor cursor, Span<byte> keys, Span<byte> values, BpfElementFlags flags = BpfElementFlags.Any)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        return cursor.Read(Elements, BpfCommand.MapLookupAndDeleteBatch, keys, values, flags);
    }

    /// <summary>Writes elements, in the order given.</summary>
    /// <param name="keys">Keys of <see cref="KeySize"/> bytes side by side.</param>
    /// <param name="values">As many values of <see cref="ValueBufferSize"/> bytes; with <see cref="BpfElementFlags.Cpu"/> or <see cref="BpfElementFlags.AllCpus"/> of <see cref="ValueSize"/> bytes.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> and the two for CPUs; the kernel knows no conditions here.</param>
    /// <exception cref="ArgumentException">The spans do not have the map's sizes.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no batches for the type.</exception>
    /// <exception cref="BpfBatchException">The kernel refuses an element: E2BIG in a full map.</exception>
    public void UpdateBatch(ReadOnlySpan<byte> keys, ReadOnlySpan<byte> values, BpfElementFlags flags = BpfElementFlags.Any)
        => MapBatches.Update(Elements, keys, values, flags);

    /// <summary>Removes elements, in the order given, up to the first key that is not there.</summary>
    /// <param name="keys">Keys of <see cref="KeySize"/> bytes side by side.</param>
    /// <param name="flags">None the kernel knows yet but <see cref="BpfElementFlags.Any"/>.</param>
    /// <returns>How many were removed: all, or the index of the key that is not there.</returns>
    /// <exception cref="ArgumentException"><paramref name="keys"/> is no multiple of the map's size.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no batches for the type.</exception>
    /// <exception cref="BpfBatchException">The kernel refuses for another reason.</exception>
    public int DeleteBatch(ReadOnlySpan<byte> keys, BpfElementFlags flags = BpfElementFlags.Any) => MapBatches.Delete(Elements, keys, flags);

    /// <summary>Forbids all further writing from user space, for good (5.2); programs write as before.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    /// <exception cref="BpfException">EBUSY: it is frozen already, or mapped into memory for writing. Types that cannot be frozen: ENOTSUPP.</exception>
    public void Freeze() => Elements.Freeze();
}
