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
    /// <example>
    /// <code>
    /// BpfHash&lt;uint, ulong> squares = map.AsHash&lt;uint, ulong>();
    /// for (uint i = 1; i &lt;= 10; i++) squares[i] = (ulong)i * i;
    ///
    /// if (squares.TryGet(7, out ulong square)) Console.WriteLine(square);
    /// foreach ((uint number, ulong value) in squares) Console.WriteLine($"{number}: {value}");
    /// </code>
    /// </example>
    public BpfHash<TKey, TValue> AsHash<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
        => new(Elements);

    /// <summary>Sees an array map as values of a C# type.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    /// <example>
    /// <code>
    /// BpfArray&lt;Counter> counters = counting.Maps["counters"].AsArray&lt;Counter>(); // record struct Counter(ulong Packets, ulong Bytes)
    /// Counter sent = counters[1];
    /// Console.WriteLine($"{sent.Packets} packets, {sent.Bytes} bytes");
    /// </code>
    /// </example>
    public BpfArray<T> AsArray<T>()
        where T : unmanaged
        => new(Elements, this);

    /// <summary>Sees a per-CPU hash map as keys and values of C# types, one value per possible CPU.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    /// <example>
    /// <code>
    /// BpfPerCpuHash&lt;uint, ulong> packets = map.AsPerCpuHash&lt;uint, ulong>();
    /// foreach ((uint port, ulong[] ofEachCpu) in packets) Console.WriteLine($"{port}: {BpfPerCpuSums.Sum&lt;ulong>(ofEachCpu)}");
    /// bool isKnown = packets.TrySum(443u, out ulong sum);
    /// </code>
    /// </example>
    public BpfPerCpuHash<TKey, TValue> AsPerCpuHash<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
        => new(Elements);

    /// <summary>Sees a per-CPU array map as values of a C# type, one value per possible CPU.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    /// <example>
    /// <code>
    /// BpfPerCpuArray&lt;ulong> packets = map.AsPerCpuArray&lt;ulong>();
    /// ulong all = packets.Sum(0);
    /// ulong first = packets.Get(0, cpu: 0);
    /// </code>
    /// </example>
    public BpfPerCpuArray<T> AsPerCpuArray<T>()
        where T : unmanaged
        => new(Elements);

    /// <summary>Sees an LPM trie as prefixes and values of C# types: <see cref="Ipv4Prefix"/> and <see cref="Ipv6Prefix"/> are ready keys.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    /// <example>
    /// <code>
    /// BpfLpmTrie&lt;Ipv4Prefix, uint> zones = map.AsLpmTrie&lt;Ipv4Prefix, uint>();
    /// zones[new(IPNetwork.Parse("10.0.0.0/8"))] = 1;
    /// zones[new(IPNetwork.Parse("10.1.0.0/16"))] = 2;
    /// bool isKnown = zones.TryMatch(new(IPAddress.Parse("10.1.2.3")), out uint zone); // 2: the longest prefix
    /// </code>
    /// </example>
    public BpfLpmTrie<TKey, TValue> AsLpmTrie<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
        => new(Elements);

    /// <summary>Sees a queue or stack as values of a C# type.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    /// <example>
    /// <code>
    /// BpfQueue&lt;uint> work = map.AsQueue&lt;uint>();
    /// work.Push(7);
    /// if (work.TryPop(out uint next)) Console.WriteLine(next);
    /// </code>
    /// </example>
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
    /// <example>
    /// <code>
    /// BpfProgramArray jumps = bpf.Maps["jumps"].AsProgramArray();
    /// jumps.Set(0, bpf.Programs["leaf"]);                    // where bpf_tail_call(context, &amp;jumps, 0) goes
    /// </code>
    /// </example>
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
