namespace LibBpfSharp;

/// <content>Elements as bytes. Sizes are checked, since the kernel trusts them: <see cref="KeySize"/> and <see cref="ValueBufferSize"/>.</content>
public sealed partial class BpfMap
{
    /// <summary>Reads the value of a key.</summary>
    /// <param name="key"><see cref="KeySize"/> bytes; empty for maps without keys.</param>
    /// <param name="value"><see cref="ValueBufferSize"/> bytes, filled in; with <see cref="BpfElementFlags.Cpu"/> <see cref="ValueSize"/> bytes.</param>
    /// <param name="flags">How to read: <see cref="BpfElementFlags.Lock"/>, <see cref="BpfElementFlags.Cpu"/>.</param>
    /// <returns>False if the map has no such key.</returns>
    /// <exception cref="ArgumentException">A span has not the map's size.</exception>
    /// <exception cref="BpfException">The kernel refuses for another reason.</exception>
    /// <example>
    /// <code>
    /// Span&lt;byte> value = stackalloc byte[map.ValueBufferSize];
    /// map.Update(BitConverter.GetBytes(7u), BitConverter.GetBytes(49ul));
    /// if (map.TryLookup(BitConverter.GetBytes(7u), value)) Console.WriteLine(Convert.ToHexString(value));
    /// </code>
    /// </example>
    public bool TryLookup(ReadOnlySpan<byte> key, Span<byte> value, BpfElementFlags flags = BpfElementFlags.Any) => Elements.TryLookup(key, value, flags);

    /// <summary>The value of a key, <see cref="ValueBufferSize"/> bytes.</summary>
    /// <param name="key"><see cref="KeySize"/> bytes; empty for maps without keys.</param>
    /// <exception cref="KeyNotFoundException">The map has no such key.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> has not the map's size.</exception>
    /// <exception cref="BpfException">The kernel refuses for another reason.</exception>
    public byte[] Lookup(ReadOnlySpan<byte> key)
    {
        byte[] value = new byte[Elements.Shape.ValueBufferSize];
        return TryLookup(key, value) ? value : throw new KeyNotFoundException($"Map '{Name}' has no key {Convert.ToHexString(key)}.");
    }

    /// <summary>Creates the element or replaces it, or, by <paramref name="flags"/>, one of the two only.</summary>
    /// <param name="key"><see cref="KeySize"/> bytes; empty for maps without keys.</param>
    /// <param name="value"><see cref="ValueBufferSize"/> bytes; with <see cref="BpfElementFlags.Cpu"/> or <see cref="BpfElementFlags.AllCpus"/> <see cref="ValueSize"/> bytes.</param>
    /// <param name="flags">The condition: any, <see cref="BpfElementFlags.Noexist"/>, <see cref="BpfElementFlags.Exist"/>.</param>
    /// <exception cref="ArgumentException">A span has not the map's size.</exception>
    /// <exception cref="BpfException">The kernel refuses: EEXIST or ENOENT by <paramref name="flags"/>, E2BIG for a full map.</exception>
    public void Update(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, BpfElementFlags flags = BpfElementFlags.Any) => Elements.Update(key, value, flags);

    /// <summary>Removes the element.</summary>
    /// <param name="key"><see cref="KeySize"/> bytes.</param>
    /// <returns>False if the map has no such key.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> has not the map's size.</exception>
    /// <exception cref="BpfException">The kernel refuses for another reason: the elements of an array cannot be removed.</exception>
    public bool Delete(ReadOnlySpan<byte> key) => Elements.Delete(key);

    /// <summary>Reads and removes the element in one step: queues and stacks kernel 4.20, hash maps 5.14.</summary>
    /// <param name="key"><see cref="KeySize"/> bytes; empty for a queue or stack.</param>
    /// <param name="value"><see cref="ValueBufferSize"/> bytes, filled in.</param>
    /// <param name="flags">How to read.</param>
    /// <returns>False if the map has no such key, or a queue or stack is empty.</returns>
    /// <exception cref="ArgumentException">A span has not the map's size.</exception>
    /// <exception cref="BpfException">The kernel refuses for another reason.</exception>
    public bool TryLookupAndDelete(ReadOnlySpan<byte> key, Span<byte> value, BpfElementFlags flags = BpfElementFlags.Any) => Elements.TryLookupAndDelete(key, value, flags);

    /// <summary>Finds the key after another in the kernel's order.</summary>
    /// <param name="key"><see cref="KeySize"/> bytes, or empty for the first key. A key that is not in the map also gives the first.</param>
    /// <param name="nextKey"><see cref="KeySize"/> bytes, filled in.</param>
    /// <returns>False after the last key.</returns>
    /// <exception cref="ArgumentException">A span has not the map's size.</exception>
    /// <exception cref="BpfException">The kernel refuses for another reason.</exception>
    public bool TryGetNextKey(ReadOnlySpan<byte> key, Span<byte> nextKey) => Elements.TryGetNextKey(key, nextKey);
}
