using System.Collections.Concurrent;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Maps used by many threads at once, and walked while they change.</summary>
public sealed class SharedMapTests
{
    private const int Threads = 8;

    [Fact]
    public void Eight_threads_read_update_enumerate_and_dispose_without_a_torn_value()
    {
        for (int round = 0; round < 8; round++) RunRound(round);
    }

    [Fact]
    public void Elements_that_stay_are_each_seen_once_while_others_come_and_go()
    {
        const int Staying = 2000;
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 8000);
        BpfHash<int, long> view = map.AsHash<int, long>();
        int[] staying = [.. Enumerable.Range(0, Staying)];
        view.SetBatch(staying, Array.ConvertAll(staying, ValueOf));
        using CancellationTokenSource done = new();
        Thread churn = new(() => Churn(view, Staying, done.Token));
        churn.Start();
        try
        {
            for (int i = 0; i < 50; i++)
            {
                List<KeyValuePair<int, long>> seen = [.. view];
                Assert.Equal(Staying, seen.Count(e => e.Key < Staying));
                Assert.Equal(seen.Count, seen.Select(e => e.Key).Distinct().Count());
                Assert.All(seen, e => Assert.Equal(ValueOf(e.Key), e.Value));
            }
        }
        finally
        {
            done.Cancel();
            churn.Join();
        }
    }

    [Fact]
    public void Elements_may_be_removed_by_the_one_who_walks()
    {
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 5000);
        BpfHash<int, long> view = map.AsHash<int, long>();
        int[] keys = [.. Enumerable.Range(0, 5000)];
        view.SetBatch(keys, Array.ConvertAll(keys, ValueOf));
        int removed = 0;
        foreach (KeyValuePair<int, long> element in view) removed += view.Remove(element.Key) ? 1 : 0;
        Assert.Equal(5000, removed);
        Assert.Empty(view);
    }

    [Fact]
    public void A_map_in_a_map_is_opened_though_it_is_replaced_meanwhile()
    {
        BpfMap first = TestMap.Create<uint, long>(BpfMapType.Array, 1);
        using BpfMap second = TestMap.Create<uint, long>(BpfMapType.Array, 1);
        ReplacingKernel kernel = new();
        using BpfMap map = BpfMap.Create(new() { Type = BpfMapType.HashOfMaps, Name = "outer", KeySize = 4, ValueSize = 4, MaxEntries = 4, InnerTemplate = first }, kernel);
        BpfMapOfMaps<uint> view = map.AsMapOfMaps<uint>();
        view.Set(1, first);
        kernel.BeforeOpening = () =>
        {
            view.Set(1, second);
            uint id = first.Info.Id;
            first.Dispose();
            Support.Eventually.True(() => KernelObjects.EnumerateMaps().All(info => info.Id != id));
        };
        using (BpfMap opened = view.Open(1)!) Assert.Equal(second.Info.Id, opened.Info.Id);
        kernel.BeforeOpening = () =>
        {
            view.Remove(1);
            view.Set(2, second);
        };
        using (BpfMap? removed = view.Open(1)) Assert.NotNull(removed); // it is still there, only not in the map
        Assert.Null(view.Open(1));
    }

    private static void RunRound(int round)
    {
        BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 4096);
        BpfHash<int, long> view = map.AsHash<int, long>();
        ConcurrentQueue<Exception> faults = [];
        using Barrier start = new(Threads);
        int disposed = 0;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(index => new Thread(() =>
        {
            Random random = new((round * Threads) + index);
            Patience patience = new();
            start.SignalAndWait();
            try
            {
                for (int step = 0; patience.Lasts; step++)
                {
                    if (step > 500 && random.Next(400) == 0)
                    {
                        Interlocked.Increment(ref disposed);
                        map.Dispose();
                    }

                    Act(view, random);
                }
            }
            catch (ObjectDisposedException) when (Volatile.Read(ref disposed) > 0)
            {
            }
            catch (Exception fault)
            {
                faults.Enqueue(fault);
                map.Dispose();
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.Empty(faults);
        Assert.True(disposed > 0);
    }

    private static void Act(BpfHash<int, long> view, Random random)
    {
        int key = random.Next(2000);
        switch (random.Next(100))
        {
            case < 40:
                if (view.TryGet(key, out long value)) CheckWhole(key, value);
                break;
            case < 80:
                view.Set(key, ValueOf(key));
                break;
            case < 98:
                view.Remove(key);
                break;
            default:
                foreach (KeyValuePair<int, long> element in view) CheckValue(element.Key, element.Value);
                break;
        }
    }

    private static void Churn(BpfHash<int, long> view, int first, CancellationToken done)
    {
        Random random = new(1);
        while (!done.IsCancellationRequested)
        {
            int key = first + random.Next(3000);
            if (random.Next(2) == 0) view.Set(key, ValueOf(key));
            else view.Remove(key);
        }
    }

    private static long ValueOf(int key) => key * 0x1_0000_0001L;

    private static void CheckValue(int key, long value)
    {
        if (value != ValueOf(key)) throw new InvalidOperationException($"{key} has {value:x}.");
    }

    // A lookup copies without a lock, so that a removed element may be another key's meanwhile: the value is that one's then, but whole. A walk holds one.
    private static void CheckWhole(int key, long value)
    {
        if (value != ValueOf((int)value)) throw new InvalidOperationException($"{key} has {value:x}.");
    }

    /// <summary>The running kernel; once, something happens before a map is opened by its id.</summary>
    private sealed class ReplacingKernel : Kernel
    {
        public Action? BeforeOpening { get; set; }

        public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
        {
            if (RecordedCall.CommandOf(call, a) is BpfCommand.MapGetFdById && BeforeOpening is { } happens)
            {
                BeforeOpening = null;
                happens();
            }

            return Running.Invoke(call, a, b, c, d, e, f);
        }
    }
}
