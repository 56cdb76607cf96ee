namespace LibBpfSharp;

/// <content>
/// One view for each family of maps. Making one checks the map's family, the sizes of key and value, and, where the map has BTF that this
/// process may read, each field of them: <see cref="BpfMapView.LayoutCheck"/>.
/// </content>
public sealed partial class BpfMap
{
    /// <summary>Sees a hash map (of values for all CPUs) as keys and values of C# types.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or is of another family.</exception>
    /// <exception cref="BpfLayoutException">A type does not have the layout of the map's key or value.</exception>
    public BpfHash<TKey, TValue> AsHash<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
        => new(Elements);

    /// <summary>Sees an array map as values of a C# type.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfArray<T> AsArray<T>()
        where T : unmanaged
        => new(Elements, this);

    /// <summary>Sees a per-CPU hash map as keys and values of C# types, one value per possible CPU.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfPerCpuHash<TKey, TValue> AsPerCpuHash<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
        => new(Elements);

    /// <summary>Sees a per-CPU array map as values of a C# type, one value per possible CPU.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfPerCpuArray<T> AsPerCpuArray<T>()
        where T : unmanaged
        => new(Elements);

    /// <summary>Sees an LPM trie as prefixes and values of C# types: <see cref="Ipv4Prefix"/> and <see cref="Ipv6Prefix"/> are ready keys.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfLpmTrie<TKey, TValue> AsLpmTrie<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
        => new(Elements);

    /// <summary>Sees a queue or stack as values of a C# type.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfQueue<T> AsQueue<T>()
        where T : unmanaged
        => new(Elements);

    /// <summary>Sees a Bloom filter as a set of values of a C# type.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfBloomFilter<T> AsBloomFilter<T>()
        where T : unmanaged
        => new(Elements);

    /// <summary>Sees an array or hash of maps; the key of an array is <see cref="uint"/>.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfMapOfMaps<TKey> AsMapOfMaps<TKey>()
        where TKey : unmanaged
        => new(Elements);

    /// <summary>Sees a program array.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfProgramArray AsProgramArray() => new(Elements);

    /// <summary>Sees a sockmap, sockhash, xskmap or reuseport array; the key of all but a sockhash is <see cref="uint"/>.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfSocketMap<TKey> AsSocketMap<TKey>()
        where TKey : unmanaged
        => new(Elements);

    /// <summary>Sees a map of network devices.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfDeviceMap AsDeviceMap() => new(Elements);

    /// <summary>Sees a map of CPUs.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfCpuMap AsCpuMap() => new(Elements);

    /// <summary>Sees storage that lives with sockets, files or tasks as values of a C# type.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfLocalStorage<T> AsLocalStorage<T>()
        where T : unmanaged
        => new(Elements);

    /// <summary>Sees a map of stack traces.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public BpfStackTraces AsStackTraces() => new(Elements);
}
