using System.Net;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Walks without batches, and walks of tries, while elements go.</summary>
public sealed class WalkTests
{
    private const int Entries = 3000;

    [Fact]
    public void Key_by_key_elements_that_stay_are_each_seen_once_while_the_rest_is_removed()
    {
        using BpfMap map = WithoutBatches(BpfMapType.Hash, sizeof(int), Entries, out _);
        BpfHash<int, long> view = map.AsHash<int, long>();
        for (int key = 0; key < Entries; key++) view.Set(key, key * 2L);
        Random random = new(5);
        List<int> seen = [];
        byte[] next = new byte[sizeof(int)];
        foreach (KeyValuePair<int, long> element in view)
        {
            seen.Add(element.Key);
            Assert.Equal(element.Key * 2L, element.Value);

            // Odd keys go, the one that comes next in the walk among them.
            for (int i = 0; i < 3; i++) view.Remove((random.Next(Entries) * 2) + 1);
            if (map.TryGetNextKey(ElementSpans.BytesOf(element.Key), next) && (BitConverter.ToInt32(next) & 1) == 1) map.Delete(next);
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, Entries / 2).Select(i => i * 2), seen.Where(key => (key & 1) == 0).Order());
    }

    [Fact]
    public void A_map_that_never_stays_as_it_is_ends_the_walk()
    {
        using BpfMap map = WithoutBatches(BpfMapType.Hash, sizeof(int), Entries, out FailingLookups kernel);
        BpfHash<int, long> view = map.AsHash<int, long>();
        for (int key = 0; key < 10; key++) view.Set(key, key);
        kernel.NothingIsFound = true;
        Assert.Contains("faster", Assert.Throws<InvalidOperationException>(() => view.Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_that_always_comes_to_the_same_key_ends()
    {
        using BpfMap map = WithoutBatches(BpfMapType.Hash, sizeof(int), 10, out FailingLookups kernel);
        BpfHash<int, long> view = map.AsHash<int, long>();
        view.Set(1, 1);
        kernel.NothingIsLast = true;
        Assert.Contains("faster", Assert.Throws<InvalidOperationException>(() => view.Count()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_trie_is_walked_in_its_order_and_nothing_is_seen_twice(bool withBatches)
    {
        using BpfMap map = withBatches
            ? TestMap.Create<Ipv4Prefix, int>(BpfMapType.LpmTrie, Entries)
            : WithoutBatches(BpfMapType.LpmTrie, 8, Entries, out _, BpfMapFlags.NoPrealloc);
        BpfLpmTrie<Ipv4Prefix, int> view = map.AsLpmTrie<Ipv4Prefix, int>();
        Random random = new(9);
        Dictionary<Ipv4Prefix, int> expected = [];
        byte[] address = new byte[4];
        while (expected.Count < 2000)
        {
            random.NextBytes(address);
            int length = random.Next(33);
            uint bits = length == 0 ? 0 : (uint)System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(address) >> (32 - length) << (32 - length);
            Ipv4Prefix prefix = new(new IPAddress(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits)), length);
            expected[prefix] = expected.Count;
            view[prefix] = expected[prefix];
        }

        Assert.Equal(expected, view.ToDictionary(e => e.Key, e => e.Value));
        Assert.Equal(expected.Count, view.Count());

        // Half of them are removed under the walk, in an order of their own.
        Queue<Ipv4Prefix> leaving = new(expected.Keys.Where((_, i) => i % 2 == 0).OrderBy(_ => random.Next()));
        HashSet<Ipv4Prefix> staying = [.. expected.Keys.Where((_, i) => i % 2 == 1)];
        List<Ipv4Prefix> seen = [];
        foreach (KeyValuePair<Ipv4Prefix, int> element in view)
        {
            seen.Add(element.Key);
            if (leaving.TryDequeue(out Ipv4Prefix prefix)) view.Remove(prefix);
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Superset(staying, seen.ToHashSet());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Empty_places_of_an_array_of_maps_are_passed_on_old_kernels_too(bool hasBatches)
    {
        using BpfMap inner = TestMap.Create<uint, long>(BpfMapType.Array, 1);
        using BpfMap map = BpfMap.Create(
            new() { Type = BpfMapType.ArrayOfMaps, Name = "places", KeySize = 4, ValueSize = 4, MaxEntries = 200, InnerTemplate = inner },
            new OldBatches(Kernel.Running, hasBatches, sizeof(uint), sizeof(uint)));
        BpfMapOfMaps<uint> view = map.AsMapOfMaps<uint>();
        uint[] filled = [2, 3, 5, 6, 7, 100, 199];
        foreach (uint index in filled) view.Set(index, inner);
        Assert.Equal(filled, view.Select(e => e.Key));
        Assert.All(view, e => Assert.Equal(inner.Info.Id, e.Value));
        if (!hasBatches) return;

        BpfException empty = Assert.Throws<BpfException>(() => map.LookupBatch(new(), new byte[40], new byte[40]));
        Assert.Equal(Errno.EINTR, empty.Errno);
        Assert.Contains("no value", empty.Message, StringComparison.Ordinal);
        view.Set(0, inner);
        BpfBatchCursor cursor = new();
        Assert.Equal(1, map.LookupBatch(cursor, new byte[40], new byte[40]));
        Assert.False(cursor.IsAtEnd);
    }

    [Fact]
    public void Large_values_are_walked_a_few_at_a_time()
    {
        const int Large = 3 << 20;
        using BpfMap map = TestMap.Create(BpfMapType.Hash, sizeof(int), Large, 1024, BpfMapFlags.NoPrealloc);
        byte[] value = new byte[Large];
        for (int key = 1; key <= 3; key++)
        {
            value[^1] = (byte)key;
            try
            {
                map.Update(BitConverter.GetBytes(key), value);
            }
            catch (BpfException wanting) when (wanting.Errno is Errno.ENOMEM)
            {
                Assert.Skip($"needs more memory side by side: {wanting.Message}");
            }
        }

        List<(int, byte)> seen = [];
        using ElementWalk walk = new(map.Elements);
        while (walk.MoveNext()) seen.Add((BitConverter.ToInt32(walk.Key), walk.Value[^1]));
        Assert.Equal([(1, (byte)1), (2, (byte)2), (3, (byte)3)], seen.Order());
    }

    /// <summary>A map on a kernel whose batches are missing.</summary>
    private static BpfMap WithoutBatches(BpfMapType type, int keySize, uint entries, out FailingLookups kernel, BpfMapFlags flags = BpfMapFlags.None)
    {
        Requires.Root();
        kernel = new(Kernel.Running);
        return BpfMap.Create(new() { Type = type, Name = "walked", KeySize = (uint)keySize, ValueSize = type is BpfMapType.LpmTrie ? 4u : 8u, MaxEntries = entries, Flags = flags }, kernel);
    }

    private sealed class FailingLookups(Kernel inner) : Kernel
    {
        public bool NothingIsFound { get; set; }

        /// <summary>Whether the last key is gone whenever the one behind it is asked for.</summary>
        public bool NothingIsLast { get; set; }

        public override unsafe nint Invoke(SystemCall call, nint a, nint b, nint c, nint d, nint e, nint f)
        {
            if (NothingIsLast && RecordedCall.CommandOf(call, a) is BpfCommand.MapGetNextKey) ((MapElementAttr*)b)->Key = 0;
            return Answer(call, a, b, c, d, e, f);
        }

        private nint Answer(SystemCall call, nint a, nint b, nint c, nint d, nint e, nint f) => RecordedCall.CommandOf(call, a) switch
        {
            BpfCommand.MapLookupBatch => -(nint)Errno.EINVAL, // before 5.6
            BpfCommand.MapLookupElem when NothingIsFound => -(nint)Errno.ENOENT,
            _ => inner.Invoke(call, a, b, c, d, e, f),
        };
    }
}
