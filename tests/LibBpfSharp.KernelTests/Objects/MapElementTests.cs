using System.Runtime.InteropServices;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Elements of maps in the kernel, as bytes and as C# types.</summary>
public sealed class MapElementTests : IDisposable
{
    private readonly BpfObject _maps;

    public MapElementTests()
    {
        Requires.Root();
        _maps = BpfObject.Open(BpfFixtures.Path("maps")).WithoutWhatIsUnknown();
        _maps.Maps["lbs_shared"].PinPath = null;
        _maps.Load();
    }

    public void Dispose() => _maps.Dispose();

    [Fact]
    public void A_hash_map_holds_what_is_set()
    {
        BpfHash<Flow, Stats> flows = _maps.Maps["flows"].AsHash<Flow, Stats>();
        for (ushort port = 0; port < 100; port++) flows[new Flow { Port = port }] = new Stats { Packets = port };
        Assert.Equal(100, flows.Count());
        Assert.Equal(99ul * 100 / 2, (ulong)flows.Sum(e => (long)e.Value.Packets));
        Assert.Equal(7ul, flows[new Flow { Port = 7 }].Packets);
        Assert.False(flows.TryAdd(new Flow { Port = 7 }, default));
        Assert.False(flows.TryUpdate(new Flow { Port = 500 }, default));
        Assert.True(flows.Remove(new Flow { Port = 7 }));
        Assert.False(flows.Remove(new Flow { Port = 7 }));
        Assert.Throws<KeyNotFoundException>(() => flows[new Flow { Port = 7 }]);
    }

    [Fact]
    public void An_element_is_read_as_it_is_removed()
    {
        Requires.Kernel(5, 14, "taking elements out of hash maps");
        BpfHash<Flow, Stats> flows = _maps.Maps["flows"].AsHash<Flow, Stats>();
        flows[new Flow { Port = 7 }] = new Stats { Packets = 7 };
        Assert.True(flows.Remove(new Flow { Port = 7 }, out Stats removed));
        Assert.Equal(7ul, removed.Packets);
        Assert.Empty(flows);
    }

    [Fact]
    public void Elements_may_be_removed_during_the_walk()
    {
        BpfHash<Flow, Stats> flows = _maps.Maps["flows"].AsHash<Flow, Stats>();
        for (ushort port = 0; port < 100; port++) flows[new Flow { Port = port }] = default;
        int seen = 0;
        foreach (KeyValuePair<Flow, Stats> flow in flows)
        {
            seen++;
            Assert.True(flows.Remove(flow.Key));
        }

        Assert.Equal(100, seen);
        Assert.Empty(flows);
    }

    [Fact]
    public void A_full_map_says_so()
    {
        BpfHash<Flow, Stats> flows = _maps.Maps["flows"].AsHash<Flow, Stats>();
        BpfException e = Assert.ThrowsAny<BpfException>(() =>
        {
            for (uint address = 0; address < 1_000; address++) flows[new Flow { Address = address }] = default;
        });
        Assert.Equal(Errno.E2BIG, e.Errno);
        Assert.Contains("128", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_per_CPU_array_has_a_value_for_each_CPU()
    {
        BpfPerCpuArray<Stats> perCpu = _maps.Maps["per_cpu"].AsPerCpuArray<Stats>();
        const int Runs = 5;
        for (int i = 0; i < Runs; i++) TestRun.Once(_maps.Programs["touch"]);
        Assert.Equal(Runs, Enumerable.Range(0, 4).Sum(slot => perCpu[(uint)slot].Sum(s => (long)s.Packets)));
        perCpu[1] = [.. Enumerable.Range(0, perCpu.CpuCount).Select(cpu => new Stats { Packets = (ulong)cpu })];
        Assert.Equal(Enumerable.Range(0, perCpu.CpuCount).Select(cpu => (ulong)cpu), perCpu[1].Select(s => s.Packets));
        Assert.Throws<ArgumentOutOfRangeException>(() => perCpu[4]);
    }

    [Fact]
    public void An_array_has_all_its_elements_from_the_start()
    {
        BpfArray<Slot> slots = _maps.Maps["slots"].AsArray<Slot>();
        Assert.Equal(16u, slots.Count);
        Assert.All(slots, s => Assert.Equal(0u, s.B));
        slots[15] = new Slot { B = 3 };
        Assert.Equal(3u, slots[15].B);
        Assert.Throws<ArgumentOutOfRangeException>(() => slots[16]);
        Assert.Throws<ArgumentOutOfRangeException>(() => slots[16] = default);
    }

    [Fact]
    public void Bytes_are_enough_for_any_map()
    {
        BpfMap recent = _maps.Maps["recent"];
        recent.Update([1, 0, 0, 0, 0, 0, 0, 0], [9, 0, 0, 0]);
        Assert.Equal([9, 0, 0, 0], recent.Lookup([1, 0, 0, 0, 0, 0, 0, 0]));
        byte[] key = new byte[8];
        Assert.True(recent.TryGetNextKey([], key));
        Assert.Equal(1, key[0]);
        Assert.False(recent.TryGetNextKey(key, new byte[8]));
        Assert.True(recent.Delete(key));
        Assert.False(recent.Delete(key));
    }

    [Fact]
    public void A_map_without_keys_takes_none()
    {
        BpfMap known = _maps.Maps["known"];
        Requires.MapType(BpfMapType.BloomFilter);
        known.Update([], [1, 2, 3, 4]);
        Assert.True(known.TryLookup([], [1, 2, 3, 4]));
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Flow
    {
        public uint Address;
        public ushort Port;
        public ushort Protocol;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Stats
    {
        public ulong Packets;
        public ulong Bytes;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Slot
    {
        public uint A;
        public uint B;
        public uint C;
    }
}
