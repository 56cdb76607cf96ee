using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Batches as the kernel answers them: partial ones, the last one, refused elements.</summary>
public sealed class BatchTests
{
    private const int Entries = 1000;

    [Theory]
    [InlineData(BpfMapType.Hash)]
    [InlineData(BpfMapType.LruHash)]
    public void A_walk_by_small_batches_sees_each_element_once(BpfMapType type)
    {
        using BpfMap map = Filled(type);
        BpfHash<int, long> view = map.AsHash<int, long>();
        BpfBatchCursor cursor = new();
        int[] keys = new int[64];
        long[] values = new long[64];
        List<int> seen = [];
        while (!cursor.IsAtEnd)
        {
            int count = view.GetBatch(cursor, keys, values);
            for (int i = 0; i < count; i++) Assert.Equal(keys[i] * 3L, values[i]);
            seen.AddRange(keys.AsSpan(0, count));
        }

        Assert.Equal(view.Select(e => e.Key).Order(), seen.Order());
        Assert.Equal(0, view.GetBatch(cursor, keys, values));
    }

    [Fact]
    public void Taking_all_leaves_an_empty_map()
    {
        using BpfMap map = Filled(BpfMapType.Hash);
        BpfHash<int, long> view = map.AsHash<int, long>();
        BpfBatchCursor cursor = new();
        int[] keys = new int[300];
        long[] values = new long[300];
        List<int> taken = [];
        while (!cursor.IsAtEnd) taken.AddRange(keys.AsSpan(0, view.TakeBatch(cursor, keys, values)));
        Assert.Equal(Enumerable.Range(0, Entries), taken.Order());
        Assert.Empty(view);
    }

    [Fact]
    public void A_bucket_that_does_not_fit_is_said_and_the_cursor_stands()
    {
        using BpfMap map = Filled(BpfMapType.Hash);
        BpfBatchCursor cursor = new();
        int most = 0;
        for (int room = 1; most == 0; room++)
        {
            Assert.True(room < Entries);
            cursor.Reset();
            try
            {
                while (!cursor.IsAtEnd) map.LookupBatch(cursor, new byte[room * sizeof(int)], new byte[room * sizeof(long)]);
                most = room;
            }
            catch (BpfException full) when (full.Errno is Errno.ENOSPC)
            {
                Assert.Contains("bucket", full.Message, StringComparison.Ordinal);
                bool wasAtStart = cursor.IsAtStart;
                int count = map.LookupBatch(cursor, new byte[Entries * sizeof(int)], new byte[Entries * sizeof(long)]);
                Assert.True(wasAtStart ? count == Entries : count > room, $"{count}");
                Assert.True(cursor.IsAtEnd);
            }
        }

        Assert.True(most > 1, "Some bucket of a full map holds several elements.");
    }

    [Fact]
    public void A_batch_into_a_full_map_says_how_many_were_written()
    {
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 10, BpfMapFlags.NoPrealloc);
        BpfBatchException full = Assert.Throws<BpfBatchException>(() => map.AsHash<int, long>().SetBatch([.. Enumerable.Range(0, 25)], new long[25]));
        Assert.Equal(Errno.E2BIG, full.Errno);
        Assert.Equal(10, full.Completed);
        Assert.Contains("10 of 25", full.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_passes_over_keys_that_are_not_there()
    {
        using BpfMap map = Filled(BpfMapType.Hash);
        BpfHash<int, long> view = map.AsHash<int, long>();
        Assert.Equal(3, view.RemoveBatch([1, -1, 2, -2, -3, 3]));
        Assert.Equal(Entries - 3, view.Count());
        int[] keys = [4, -4, 5];
        Assert.Equal(1, map.DeleteBatch(MemoryMarshal.AsBytes(keys.AsSpan())));
        Assert.True(view.Contains(5));
    }

    [Fact]
    public void An_array_is_read_to_its_end_whatever_the_room()
    {
        using BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 100);
        foreach (int room in (int[])[1, 7, 99, 100, 101])
        {
            BpfBatchCursor cursor = new();
            int total = 0;
            while (!cursor.IsAtEnd) total += map.LookupBatch(cursor, new byte[room * sizeof(uint)], new byte[room * sizeof(long)]);
            Assert.Equal(100, total);
        }

        uint[] indexes = [5, 100];
        BpfBatchException beyond = Assert.Throws<BpfBatchException>(() => map.AsArray<long>().SetBatch(indexes, [1, 2]));
        Assert.Equal((Errno.E2BIG, 1), (beyond.Errno, beyond.Completed));
    }

    [Fact]
    public void Spans_must_hold_whole_elements()
    {
        using BpfMap map = Filled(BpfMapType.Hash);
        Assert.Throws<ArgumentException>(() => map.LookupBatch(new(), new byte[7], new byte[8]));
        Assert.Throws<ArgumentException>(() => map.UpdateBatch(new byte[8], new byte[8]));
        Assert.Throws<ArgumentException>(() => map.DeleteBatch(new byte[3]));
        Assert.Throws<ArgumentException>(() => map.AsHash<int, long>().SetBatch([1, 2], [1]));
    }

    [Fact]
    public void A_type_without_batches_says_so()
    {
        using BpfMap map = TestMap.Create(BpfMapType.Queue, 0, 4, 4);
        Assert.Throws<BpfNotSupportedException>(() => map.LookupBatch(new(), [], []));
        using BpfMap traces = TestMap.Create(BpfMapType.StackTrace, 4, 128, 16);
        Assert.Throws<BpfNotSupportedException>(() => traces.LookupBatch(new(), new byte[4], new byte[128]));
    }

    private static BpfMap Filled(BpfMapType type)
    {
        BpfMap map = TestMap.Create<int, long>(type, Entries);
        int[] keys = [.. Enumerable.Range(0, Entries)];
        map.AsHash<int, long>().SetBatch(keys, Array.ConvertAll(keys, key => key * 3L));
        return map;
    }
}
