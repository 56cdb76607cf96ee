using System.Net;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Examples;

public sealed class MapExamples : Example
{
    private record struct Counter(ulong Packets, ulong Bytes); // struct counter of counter.bpf.c

    [Fact]
    public void A_map_is_made_without_an_object()
    {
        // example: BpfMap.Create
        using BpfMap squares = BpfMap.Create(new()
        {
            Name = "squares",
            Type = BpfMapType.Hash,
            KeySize = sizeof(uint),
            ValueSize = sizeof(ulong),
            MaxEntries = 100,
        });
        // end example
        Assert.Equal("squares", squares.Info.Name);
    }

    [Fact]
    public void A_hash_is_filled_and_walked()
    {
        using BpfMap map = Make(BpfMapType.Hash, sizeof(uint), sizeof(ulong));

        // example: BpfMap.AsHash
        BpfHash<uint, ulong> squares = map.AsHash<uint, ulong>();
        for (uint i = 1; i <= 10; i++) squares[i] = (ulong)i * i;

        if (squares.TryGet(7, out ulong square)) Console.WriteLine(square);
        foreach ((uint number, ulong value) in squares) Console.WriteLine($"{number}: {value}");
        // end example
        Assert.Equal((49ul, 10), (square, squares.Count()));
    }

    [Fact]
    public void An_array_is_read()
    {
        using BpfObject counting = Load("counter.bpf.o", "count_egress");
        TestRun.Once(counting.Programs["count_egress"]);

        // example: BpfMap.AsArray
        BpfArray<Counter> counters = counting.Maps["counters"].AsArray<Counter>(); // record struct Counter(ulong Packets, ulong Bytes)
        Counter sent = counters[1];
        Console.WriteLine($"{sent.Packets} packets, {sent.Bytes} bytes");
        // end example
        Assert.StartsWith("1 packets, ", Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_per_CPU_is_summed_up()
    {
        using BpfMap map = Make(BpfMapType.PercpuHash, sizeof(uint), sizeof(ulong));
        map.AsPerCpuHash<uint, ulong>().SetAll(443, 2);

        // example: BpfMap.AsPerCpuHash
        BpfPerCpuHash<uint, ulong> packets = map.AsPerCpuHash<uint, ulong>();
        foreach ((uint port, ulong[] ofEachCpu) in packets) Console.WriteLine($"{port}: {BpfPerCpuSums.Sum<ulong>(ofEachCpu)}");
        bool isKnown = packets.TrySum(443u, out ulong sum);
        // end example
        Assert.Equal((true, 2ul * (ulong)packets.CpuCount), (isKnown, sum));
        Assert.Equal($"443: {sum}\n", Printed);
    }

    [Fact]
    public void An_array_per_CPU_is_summed_up()
    {
        using BpfMap map = Make(BpfMapType.PercpuArray, sizeof(uint), sizeof(ulong));
        map.AsPerCpuArray<ulong>().SetAll(0, 3);

        // example: BpfMap.AsPerCpuArray
        BpfPerCpuArray<ulong> packets = map.AsPerCpuArray<ulong>();
        ulong all = packets.Sum(0);
        ulong first = packets.Get(0, cpu: 0);
        // end example
        Assert.Equal((3ul * (ulong)packets.CpuCount, 3ul), (all, first));
    }

    [Fact]
    public void A_trie_is_matched()
    {
        using BpfMap map = BpfMap.Create(new() { Type = BpfMapType.LpmTrie, KeySize = 8, ValueSize = sizeof(uint), MaxEntries = 10, Flags = BpfMapFlags.NoPrealloc });

        // example: BpfMap.AsLpmTrie
        BpfLpmTrie<Ipv4Prefix, uint> zones = map.AsLpmTrie<Ipv4Prefix, uint>();
        zones[new(IPNetwork.Parse("10.0.0.0/8"))] = 1;
        zones[new(IPNetwork.Parse("10.1.0.0/16"))] = 2;
        bool isKnown = zones.TryMatch(new(IPAddress.Parse("10.1.2.3")), out uint zone); // 2: the longest prefix
        // end example
        Assert.Equal((true, 2u), (isKnown, zone));
    }

    [Fact]
    public void A_queue_gives_back_what_it_got()
    {
        using BpfMap map = Make(BpfMapType.Queue, 0, sizeof(uint));

        // example: BpfMap.AsQueue
        BpfQueue<uint> work = map.AsQueue<uint>();
        work.Push(7);
        if (work.TryPop(out uint next)) Console.WriteLine(next);
        // end example
        Assert.Equal("7\n", Printed);
    }

    [Fact]
    public void A_program_array_is_filled()
    {
        using var bpf = BpfObject.Open("tailcalls.bpf.o");
        bpf.Load();

        // example: BpfMap.AsProgramArray
        BpfProgramArray jumps = bpf.Maps["jumps"].AsProgramArray();
        jumps.Set(0, bpf.Programs["leaf"]);                    // where bpf_tail_call(context, &jumps, 0) goes
        // end example
        Assert.True(jumps.TryGetId(0, out uint id));
        Assert.Equal(bpf.Programs["leaf"].Info.Id, id);
    }

    [Fact]
    public void Elements_are_bytes()
    {
        using BpfMap map = Make(BpfMapType.Hash, sizeof(uint), sizeof(ulong));

        // example: BpfMap.TryLookup
        Span<byte> value = stackalloc byte[map.ValueBufferSize];
        map.Update(BitConverter.GetBytes(7u), BitConverter.GetBytes(49ul));
        if (map.TryLookup(BitConverter.GetBytes(7u), value)) Console.WriteLine(Convert.ToHexString(value));
        // end example
        Assert.Equal("3100000000000000\n", Printed);
    }

    [Fact]
    public void A_value_is_changed_from_what_it_was()
    {
        using BpfMap map = Make(BpfMapType.Hash, sizeof(uint), sizeof(ulong));

        // example: BpfHash.AddOrUpdate
        BpfHash<uint, ulong> seen = map.AsHash<uint, ulong>();
        for (int i = 0; i < 3; i++) seen.AddOrUpdate(80, 1, static before => before + 1);
        // end example
        Assert.Equal(3ul, seen[80]);
    }

    [Fact]
    public void A_hash_is_emptied_in_batches()
    {
        Requires.Feature(BpfFeature.MapBatch);
        using BpfMap map = Make(BpfMapType.Hash, sizeof(uint), sizeof(ulong));
        for (uint i = 0; i < 10; i++) map.AsHash<uint, ulong>()[i] = 1;
        ulong sum = 0;

        // example: BpfHash.TakeBatch
        BpfHash<uint, ulong> counts = map.AsHash<uint, ulong>();
        (uint[] keys, ulong[] values) = (new uint[100], new ulong[100]);
        for (BpfBatchCursor cursor = new(); !cursor.IsAtEnd;)
        {
            int taken = counts.TakeBatch(cursor, keys, values);
            foreach (ulong value in values.AsSpan(0, taken)) sum += value;
        }
        // end example
        Assert.Equal((10ul, 0), (sum, counts.Count()));
    }

    [Fact]
    public void An_array_is_memory()
    {
        using BpfMap map = BpfMap.Create(new() { Type = BpfMapType.Array, KeySize = sizeof(uint), ValueSize = sizeof(ulong), MaxEntries = 4, Flags = BpfMapFlags.Mmapable });

        // example: BpfArray.Lease
        using BpfArrayLease<ulong> memory = map.AsArray<ulong>().Lease(); // a map with BPF_F_MMAPABLE: no system call from here on
        memory.Write(0, 5);
        ulong first = memory.Read(0);
        // end example
        Assert.Equal((5ul, 5ul), (first, map.AsArray<ulong>()[0]));
    }

    private static BpfMap Make(BpfMapType type, uint keySize, uint valueSize)
        => BpfMap.Create(new() { Type = type, KeySize = keySize, ValueSize = valueSize, MaxEntries = 100 });
}
