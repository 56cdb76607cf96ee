using System.Net;
using System.Net.Sockets;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Every type of map the running kernel has is made and used through the view of its family.</summary>
public sealed partial class EveryMapTypeTests
{
    private static readonly Dictionary<BpfMapType, Action> s_uses = new()
    {
        [BpfMapType.Hash] = () => UseHash(BpfMapType.Hash),
        [BpfMapType.LruHash] = () => UseHash(BpfMapType.LruHash),
        [BpfMapType.Rhash] = () => UseHash(BpfMapType.Rhash, BpfMapFlags.NoPrealloc),
        [BpfMapType.Array] = UseArray,
        [BpfMapType.PercpuHash] = () => UsePerCpuHash(BpfMapType.PercpuHash),
        [BpfMapType.LruPercpuHash] = () => UsePerCpuHash(BpfMapType.LruPercpuHash),
        [BpfMapType.PercpuArray] = UsePerCpuArray,
        [BpfMapType.LpmTrie] = UseLpmTrie,
        [BpfMapType.Queue] = () => UseQueue(BpfMapType.Queue, 1),
        [BpfMapType.Stack] = () => UseQueue(BpfMapType.Stack, 3),
        [BpfMapType.BloomFilter] = UseBloomFilter,
        [BpfMapType.ArrayOfMaps] = () => UseMapOfMaps(BpfMapType.ArrayOfMaps),
        [BpfMapType.HashOfMaps] = () => UseMapOfMaps(BpfMapType.HashOfMaps),
        [BpfMapType.ProgArray] = UseProgramArray,
        [BpfMapType.CgroupArray] = UseCgroupArray,
        [BpfMapType.PerfEventArray] = UsePerfEventArray,
        [BpfMapType.Devmap] = () => UseDeviceMap(BpfMapType.Devmap),
        [BpfMapType.DevmapHash] = () => UseDeviceMap(BpfMapType.DevmapHash),
        [BpfMapType.Cpumap] = UseCpuMap,
        [BpfMapType.Sockmap] = () => UseSocketMap(BpfMapType.Sockmap, Connected),
        [BpfMapType.Sockhash] = () => UseSocketMap(BpfMapType.Sockhash, Connected),
        [BpfMapType.ReuseportSockarray] = () => UseSocketMap(BpfMapType.ReuseportSockarray, Reusing),
        [BpfMapType.Xskmap] = UseXskMap,
        [BpfMapType.SkStorage] = UseSocketStorage,
        [BpfMapType.InodeStorage] = UseInodeStorage,
        [BpfMapType.TaskStorage] = UseTaskStorage,
        [BpfMapType.CgrpStorage] = UseCgroupStorage,
        [BpfMapType.CgroupStorage] = () => AttachedStorageUse.Run(BpfMapType.CgroupStorage),
        [BpfMapType.PercpuCgroupStorage] = () => AttachedStorageUse.Run(BpfMapType.PercpuCgroupStorage),
        [BpfMapType.StackTrace] = UseStackTraces,
        [BpfMapType.Ringbuf] = () => UseMemory(BpfMapType.Ringbuf),
        [BpfMapType.UserRingbuf] = () => UseMemory(BpfMapType.UserRingbuf),
        [BpfMapType.Arena] = UseArena,
        [BpfMapType.StructOps] = UseStructOps,
        [BpfMapType.InsnArray] = UseInstructionArray,
    };

    public static TheoryData<BpfMapType> Types => [.. Enum.GetValues<BpfMapType>().Where(type => type is not BpfMapType.Unspec)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_map_of_the_type_is_made_and_used(BpfMapType type)
    {
        Requires.Root();
        Requires.MapType(type);
        s_uses[type]();
    }

    private static void UseHash(BpfMapType type, BpfMapFlags flags = BpfMapFlags.None)
    {
        using BpfMap map = TestMap.Create<int, long>(type, 100, flags);
        BpfHash<int, long> view = map.AsHash<int, long>();
        Assert.True(view.TryAdd(1, 10));
        Assert.False(view.TryAdd(1, 11));
        view[2] = 20;
        Assert.Equal(21, view.AddOrUpdate(2, 0, old => old + 1));
        Assert.Equal(5, view.AddOrUpdate(3, 5, old => old + 1));
        Assert.Equal([(1, 10L), (2, 21L), (3, 5L)], view.Select(e => (e.Key, e.Value)).Order());
        Assert.True(view.Remove(1));
        Assert.False(view.Contains(1));
        Assert.Equal(BpfLayoutCheck.Size, view.LayoutCheck);
    }

    private static void UseArray()
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 3000);
        BpfArray<long> view = map.AsArray<long>();
        view[2999] = 7;
        view.SetBatch([1, 2], [11, 12]);
        Assert.Equal(3000, view.AsEnumerable().Count());
        Assert.Equal(7 + 11 + 12, view.Sum());
        Assert.Throws<ArgumentOutOfRangeException>(() => view[3000]);
    }

    private static void UsePerCpuHash(BpfMapType type)
    {
        using BpfMap map = TestMap.Create<int, int>(type, 100);
        BpfPerCpuHash<int, int> view = map.AsPerCpuHash<int, int>();
        view[5] = [.. Enumerable.Range(1, view.CpuCount)];
        Assert.True(view.TrySum(5, out int sum));
        Assert.Equal(Enumerable.Range(1, view.CpuCount).Sum(), sum);
        Assert.True(view.TryGet(5, view.CpuCount - 1, out int last));
        Assert.Equal(view.CpuCount, last);
        Assert.False(view.TryAdd(5, view[5]));
        Assert.False(view.TryUpdate(7, view[5]));
        Assert.True(view.TryAdd(7, view[5]) && view.TryUpdate(7, view[5]) && view.Remove(7));
        view.SetAll(6, 3);
        Assert.Equal([5, 6], view.Select(e => e.Key).Order());
        Assert.All(view[6], value => Assert.Equal(3, value));
        Assert.True(view.Remove(5));
        Assert.False(view.TrySum(5, out _));
    }

    private static void UsePerCpuArray()
    {
        using BpfMap map = TestMap.Create<uint, int>(BpfMapType.PercpuArray, 4);
        BpfPerCpuArray<int> view = map.AsPerCpuArray<int>();
        view[3] = [.. Enumerable.Range(1, view.CpuCount)];
        Assert.Equal(Enumerable.Range(1, view.CpuCount).Sum(), view.Sum(3));
        Assert.Equal(1, view.Get(3, 0));
        List<uint> seen = [];
        view.ForEach((index, values) => seen.AddRange(Enumerable.Repeat(index, values.Length)));
        Assert.Equal(4 * view.CpuCount, seen.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => view.Get(3, view.CpuCount));
    }

    private static void UseLpmTrie()
    {
        using BpfMap map = TestMap.Create<Ipv4Prefix, int>(BpfMapType.LpmTrie, 100);
        BpfLpmTrie<Ipv4Prefix, int> view = map.AsLpmTrie<Ipv4Prefix, int>();
        view[IPNetwork.Parse("10.0.0.0/8")] = 8;
        view[IPNetwork.Parse("10.1.0.0/16")] = 16;
        Assert.Equal(16, view[new(IPAddress.Parse("10.1.2.3"))]);
        Assert.Equal(8, view[new(IPAddress.Parse("10.2.2.3"))]);
        Assert.False(view.TryMatch(new(IPAddress.Parse("11.0.0.1")), out _));
        Assert.Equal(["10.1.0.0/16", "10.0.0.0/8"], view.Select(e => e.Key.ToNetwork().ToString()));
        Assert.False(view.TryAdd(IPNetwork.Parse("10.0.0.0/8"), 9));
        Assert.True(view.TryUpdate(IPNetwork.Parse("10.0.0.0/8"), 9));
        Assert.False(view.TryUpdate(IPNetwork.Parse("10.0.0.0/9"), 9));
        Assert.True(view.Remove(IPNetwork.Parse("10.1.0.0/16")));
        Assert.False(view.Remove(IPNetwork.Parse("10.1.0.0/16")));
    }

    private static void UseQueue(BpfMapType type, int first)
    {
        using BpfMap map = TestMap.Create(type, 0, sizeof(int), 3);
        BpfQueue<int> view = map.AsQueue<int>();
        Assert.False(view.TryPeek(out _));
        for (int i = 1; i <= 3; i++) view.Push(i);
        Assert.Equal(Errno.E2BIG, Assert.ThrowsAny<BpfException>(() => view.Push(4)).Errno);
        Assert.True(view.TryPeek(out int peeked));
        Assert.True(view.TryPop(out int popped));
        Assert.Equal((first, first), (peeked, popped));
        view.Push(4);
        view.Push(5, replaceOldest: true);
        List<int> rest = [];
        while (view.TryPop(out int value)) rest.Add(value);
        Assert.Equal(3, rest.Count);
        Assert.Contains(5, rest);
    }

    private static void UseBloomFilter()
    {
        using BpfMap map = TestMap.Create(BpfMapType.BloomFilter, 0, sizeof(long), 100, extra: 3);
        BpfBloomFilter<long> view = map.AsBloomFilter<long>();
        view.Add(77);
        Assert.True(view.MayContain(77));
        Assert.Contains(Enumerable.Range(1000, 50), i => !view.MayContain(i));
    }

    private static void UseMapOfMaps(BpfMapType type)
    {
        using BpfMap a = TestMap.Create<uint, long>(BpfMapType.Array, 1), b = TestMap.Create<uint, long>(BpfMapType.Array, 1);
        using BpfMap map = TestMap.Create(type, sizeof(uint), sizeof(uint), 4, inner: a);
        BpfMapOfMaps<uint> view = map.AsMapOfMaps<uint>();
        view.Set(1, a);
        view.SetBatch([2, 3], [a, b]);
        Assert.True(view.TryGetId(3, out uint id));
        Assert.Equal(b.Info.Id, id);
        b.AsArray<long>()[0] = 9;
        using (BpfMap opened = view.Open(3)!) Assert.Equal(9, opened.AsArray<long>()[0]);
        Assert.Equal([1u, 2u, 3u], view.Select(e => e.Key).Order());
        Assert.True(view.Remove(2));
        Assert.Null(view.Open(2));
        using BpfMap other = TestMap.Create<uint, int>(BpfMapType.Array, 1);
        Assert.Equal(Errno.EINVAL, Assert.ThrowsAny<BpfException>(() => view.Set(0, other)).Errno);
    }

    private static void UseSocketStorage()
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        UseStorage(BpfMapType.SkStorage, socket.SafeHandle);
    }

    private static void UseInodeStorage()
    {
        string path = Path.GetTempFileName();
        using (FileStream file = File.OpenRead(path)) UseStorage(BpfMapType.InodeStorage, file.SafeFileHandle);
        File.Delete(path);
    }

    private static void UseTaskStorage()
    {
        using PidHandle self = PidHandle.OpenProcess(Environment.ProcessId);
        UseStorage(BpfMapType.TaskStorage, self);
    }

    private static void UseCgroupStorage()
    {
        using TestCgroup group = TestCgroup.Create();
        using Cgroup cgroup = Cgroup.Open(group.Path);
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.CgrpStorage, 0);
        CgroupLocalStorage<long> view = map.AsCgroupLocalStorage<long>();
        Assert.False(view.TryGet(cgroup, out _));
        view.Set(cgroup, 5);
        Assert.True(view.TryGet(cgroup, out long value));
        Assert.Equal(5, value);
        Assert.Equal(Errno.EEXIST, Assert.ThrowsAny<BpfException>(() => view.Set(cgroup, 6, BpfElementFlags.Noexist)).Errno);
        Assert.Equal(BpfLayoutCheck.Fields, view.LayoutCheck); // such maps have types, if only plain bytes
        Assert.True(view.Remove(cgroup));
        Assert.False(view.Remove(cgroup));
    }

    private static void UseStorage(BpfMapType type, System.Runtime.InteropServices.SafeHandle owner)
    {
        using BpfMap map = TestMap.Create<int, long>(type, 0);
        BpfLocalStorage<long> view = map.AsLocalStorage<long>();
        Assert.False(view.TryGet(owner, out _));
        view.Set(owner, 5, BpfElementFlags.Noexist);
        Assert.True(view.TryGet(owner, out long value));
        Assert.Equal(5, value);
        Assert.Equal(Errno.EEXIST, Assert.ThrowsAny<BpfException>(() => view.Set(owner, 6, BpfElementFlags.Noexist)).Errno);
        Assert.True(view.Remove(owner));
        Assert.False(view.Remove(owner));
    }

    private static void UseStackTraces()
    {
        using BpfMap map = TestMap.Create(BpfMapType.StackTrace, sizeof(uint), 16 * sizeof(ulong), 64);
        BpfStackTraces view = map.AsStackTraces();
        Assert.Equal(16, view.Depth);
        Assert.Empty(view.Ids);
        Assert.False(view.TryGet(1, new ulong[16], out _));
        Assert.False(view.Remove(1));
    }

    private static void UseMemory(BpfMapType type)
    {
        using BpfMap map = TestMap.Create(type, 0, 0, 4096);
        Assert.Equal(4096u, map.Info.MaxEntries);
        Assert.ThrowsAny<BpfException>(() => map.TryLookup([], []));
    }

    private static void UseArena()
    {
        using BpfMap map = TestMap.Create(BpfMapType.Arena, 0, 0, 4);
        using BpfMemoryLease lease = map.LeaseMemory();
        lease.As<long>()[600] = 42; // in the second page, which comes into being now
        Assert.Equal(42, lease.Read<long>(600 * sizeof(long)));
    }

    private static void UseStructOps()
    {
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("congestion"));
        Requires.NotRefused(bpf.Load);
        BpfMap map = bpf.Maps.First(m => m.Type is BpfMapType.StructOps);
        Assert.Equal(BpfMapType.StructOps, map.Info.Type);
        Assert.NotEqual(0u, map.Info.BtfVmlinuxValueTypeId);
    }

    private static void UseInstructionArray()
    {
        using BpfMap map = TestMap.Create(BpfMapType.InsnArray, sizeof(uint), 16, 2);
        map.Update([0, 0, 0, 0], [3, 0, 0, 0, .. new byte[12]]);
        Assert.Equal(3, map.Lookup([0, 0, 0, 0])[0]);
    }
}
