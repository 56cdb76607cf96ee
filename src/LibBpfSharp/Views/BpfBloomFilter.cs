namespace LibBpfSharp;

/// <summary>A Bloom filter: a set that may answer "there" in error, never "not there" (5.16). Nothing is taken out.</summary>
/// <remarks>Source: <c>kernel/bpf/bloom_filter.c</c>. <see cref="BpfMap.MapExtra"/> is the number of hash functions, 5 where it is 0.</remarks>
/// <typeparam name="T">The value, laid out as in C.</typeparam>
public sealed class BpfBloomFilter<T> : BpfMapView
    where T : unmanaged
{
    internal BpfBloomFilter(MapElements elements)
        : base(elements, [BpfMapType.BloomFilter], "a Bloom filter view") => LayoutCheck = MapLayout.CheckValue<T>(elements.Shape);

    /// <summary>Puts a value in.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Add(in T value) => Elements.Update([], ElementSpans.BytesOf(in value), BpfElementFlags.Any);

    /// <summary>Whether a value may have been put in. False is certain.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool MayContain(in T value)
    {
        T asked = value;
        return Elements.TryLookup([], ElementSpans.WritableBytesOf(ref asked), 0);
    }
}
