using System.Net;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>What map operations allocate on the managed heap: nothing.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 1000;

    [Fact]
    public void An_element_operation_allocates_nothing()
    {
        using BpfMap hashes = TestMap.Create<int, long>(BpfMapType.Hash, 1000), arrays = TestMap.Create<uint, long>(BpfMapType.Array, 10);
        using BpfMap queues = TestMap.Create(BpfMapType.Queue, 0, 8, 10), perCpus = TestMap.Create<uint, int>(BpfMapType.PercpuArray, 10);
        using BpfMap tries = TestMap.Create<Ipv4Prefix, int>(BpfMapType.LpmTrie, 10);
        BpfHash<int, long> hash = hashes.AsHash<int, long>();
        BpfArray<long> array = arrays.AsArray<long>();
        BpfQueue<long> queue = queues.AsQueue<long>();
        BpfPerCpuArray<int> perCpu = perCpus.AsPerCpuArray<int>();
        BpfLpmTrie<Ipv4Prefix, int> trie = tries.AsLpmTrie<Ipv4Prefix, int>();
        Ipv4Prefix network = IPNetwork.Parse("10.0.0.0/8");
        int[] cpus = new int[perCpu.CpuCount];
        byte[] key = new byte[4], value = new byte[8];
        bool takesAsItReads = Support.Requires.Running >= new Version(5, 14);
        AssertNone(() =>
        {
            hash.Set(1, 2);
            hash.TryAdd(1, 3);
            hash.TryUpdate(1, 4);
            hash.TryGet(1, out _);
            hash.AddOrUpdate(1, 0, static old => old + 1);
            hash.TryGet(77, out _);
            hash.Remove(1);
            if (takesAsItReads) hash.Remove(1, out _);
            array[3] = 4;
            _ = array[3];
            queue.Push(1);
            queue.TryPeek(out _);
            queue.TryPop(out _);
            perCpu.Get(1, cpus);
            perCpu.Set(1, cpus);
            _ = perCpu.Sum(1);
            _ = perCpu.Get(1, 0);
            perCpu.SetAll(1, 5);
            trie.Set(network, 1);
            trie.TryMatch(network, out _);
            hashes.Update(key, value);
            hashes.TryLookup(key, value);
            hashes.TryGetNextKey([], key);
            hashes.Delete(key);
        });
    }

    [Fact]
    public void An_operation_on_what_belongs_to_a_task_or_cgroup_allocates_nothing()
    {
        using BpfMap tasks = TestMap.Create<int, long>(BpfMapType.TaskStorage, 0), locals = TestMap.Create<int, long>(BpfMapType.CgrpStorage, 0);
        using BpfMap attached = TestMap.Create(BpfMapType.CgroupStorage, sizeof(ulong), sizeof(long), 0), perCpus = TestMap.Create<int, long>(BpfMapType.PercpuHash, 10);
        using PidHandle self = PidHandle.OpenProcess(Environment.ProcessId);
        using TestCgroup group = TestCgroup.Create();
        using Cgroup cgroup = Cgroup.Open(group.Path);
        BpfLocalStorage<long> task = tasks.AsLocalStorage<long>();
        CgroupLocalStorage<long> local = locals.AsCgroupLocalStorage<long>();
        CgroupStorage<long> storage = attached.AsCgroupStorage<long>();
        BpfPerCpuHash<int, long> perCpu = perCpus.AsPerCpuHash<int, long>();
        long[] values = new long[perCpu.CpuCount];
        AssertNone(() =>
        {
            task.Set(self, 1);
            task.TryGet(self, out _);
            task.Remove(self);
            local.Set(cgroup, 1);
            local.TryGet(cgroup, out _);
            local.Remove(cgroup);
            storage.TryGet(cgroup, out _);
            storage.TryUpdate(cgroup, 1);
            perCpu.TryAdd(1, values);
            perCpu.TryGet(1, values);
            perCpu.TrySum(1, out _);
            perCpu.Remove(1);
        });
    }

    [Fact]
    public void A_batch_allocates_nothing()
    {
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 1000);
        BpfHash<int, long> view = map.AsHash<int, long>();
        int[] keys = [.. Enumerable.Range(0, 500)];
        long[] values = new long[500];
        BpfBatchCursor cursor = new();
        AssertNone(() =>
        {
            view.SetBatch(keys, values);
            cursor.Reset();
            while (!cursor.IsAtEnd) view.GetBatch(cursor, keys, values);
            cursor.Reset();
            while (!cursor.IsAtEnd) view.TakeBatch(cursor, keys, values);
            view.SetBatch(keys, values);
            view.RemoveBatch(keys);
        });
    }

    [Fact]
    public void A_walk_allocates_for_itself_and_nothing_for_an_element()
    {
        Assert.Equal(OfWalk(10), OfWalk(50_000));
        Assert.InRange(OfWalk(10), 0, 256);
    }

    [Fact]
    public void Leased_memory_is_read_without_allocation()
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 100, BpfMapFlags.Mmapable);
        BpfArray<long> view = map.AsArray<long>();
        AssertNone(() =>
        {
            using BpfArrayLease<long> lease = view.Lease();
            lease[5]++;
            lease.Write(6, lease.Read(5));
        });
    }

    private static long OfWalk(int elements)
    {
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, (uint)elements);
        BpfHash<int, long> view = map.AsHash<int, long>();
        view.SetBatch([.. Enumerable.Range(0, elements)], new long[elements]);
        long seen = 0;
        for (int warm = 0; warm < 3; warm++) Walk();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Walk();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(seen > 0);
        return allocated;

        void Walk()
        {
            foreach (KeyValuePair<int, long> element in view) seen += element.Key + 1;
        }
    }

    private static void AssertNone(Action action)
    {
        for (int warm = 0; warm < 50; warm++) action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++) action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
