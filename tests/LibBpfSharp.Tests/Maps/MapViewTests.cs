using System.Runtime.InteropServices;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Maps;

public sealed class MapViewTests
{
    [Fact]
    public void Spans_must_have_the_sizes_of_the_map()
    {
        MapElements elements = Elements(BpfMapType.Hash, 4, 8);
        Assert.Contains("key of 4 bytes; 3 were given", Assert.Throws<ArgumentException>(() => elements.TryLookup(new byte[3], new byte[8], 0)).Message);
        Assert.Contains("value of 8 bytes; 9 were given", Assert.Throws<ArgumentException>(() => elements.Update(new byte[4], new byte[9], 0)).Message);
        Assert.Throws<ArgumentException>(() => elements.TryGetNextKey(new byte[4], new byte[8]));
    }

    [Fact]
    public void The_values_of_a_per_CPU_map_are_rounded_up_and_one_for_each_possible_CPU()
    {
        MapElements elements = Elements(BpfMapType.PercpuArray, 4, 12, cpus: 3);
        Assert.Equal(48, elements.Shape.ValueBufferSize);
        Assert.Contains("3 possible CPUs", Assert.Throws<ArgumentException>(() => elements.TryLookup(new byte[4], new byte[12], 0)).Message);
        Assert.True(elements.TryLookup(new byte[4], new byte[48], 0));
        Assert.True(elements.TryLookup(new byte[4], new byte[12], BpfElementFlags.Cpu));
    }

    [Fact]
    public void A_type_of_another_size_is_refused()
    {
        MapElements elements = Elements(BpfMapType.Hash, 4, 8);
        Assert.Contains("key of 4 bytes", Assert.Throws<BpfLayoutException>(() => new BpfHash<long, long>(elements)).Message);
        Assert.Contains("value of 8 bytes", Assert.Throws<BpfLayoutException>(() => new BpfHash<int, int>(elements)).Message);
    }

    [Fact]
    public void A_view_of_another_kind_is_refused()
        => Assert.Contains("per-CPU", Assert.Throws<InvalidOperationException>(() => new BpfPerCpuHash<int, long>(Elements(BpfMapType.Hash, 4, 8))).Message);

    [Fact]
    public void Values_of_CPUs_are_taken_from_their_places()
    {
        byte[] stored = new byte[16 * 2];
        BitConverter.TryWriteBytes(stored, 5L);
        BitConverter.TryWriteBytes(stored.AsSpan(16), 7L);
        BpfPerCpuArray<Odd> view = new(Elements(BpfMapType.PercpuArray, 4, 12, cpus: 2, stored));
        Assert.Equal([5L, 7L], view[0].Select(v => v.Count));
        Assert.Throws<ArgumentException>(() => view.Get(0, new Odd[1]));
    }

    [Fact]
    public void An_absent_key_is_false_or_throws_by_the_member_asked()
    {
        BpfHash<int, long> view = new(Elements(BpfMapType.Hash, 4, 8, answer: -(nint)Errno.ENOENT));
        Assert.False(view.TryGet(1, out _));
        Assert.False(view.Remove(1));
        Assert.False(view.TryUpdate(1, 2));
        Assert.Empty(view);
        Assert.Throws<KeyNotFoundException>(() => view[1]);
    }

    [Theory]
    [InlineData(Errno.E2BIG, "full")]
    [InlineData(Errno.EPERM, "frozen")]
    public void A_refused_update_says_why(Errno errno, string word)
    {
        BpfException e = Assert.ThrowsAny<BpfException>(() => new BpfHash<int, long>(Elements(BpfMapType.Hash, 4, 8, answer: -(nint)errno)).Set(1, 2));
        Assert.Equal(errno, e.Errno);
        Assert.Contains(word, e.Message);
    }

    [Fact]
    public void A_walk_among_keys_that_never_end_ends()
        => Assert.Contains("faster", Assert.Throws<InvalidOperationException>(() => new BpfHash<int, long>(Elements(BpfMapType.Hash, 4, 8)).Count()).Message);

    [Theory]
    [InlineData("0\n", 1)]
    [InlineData("0-3\n", 4)]
    [InlineData("0-1,4-5,9\n", 5)]
    public void Lists_of_CPUs_add_up(string list, int count) => Assert.Equal(count, PossibleCpus.Parse(list));

    private static unsafe MapElements Elements(BpfMapType type, int key, int value, int cpus = 2, byte[]? stored = null, nint answer = 0)
    {
        ScriptedKernel kernel = new((call, command, attributes, _) =>
        {
            if (call == SystemCall.Bpf && stored is not null && (BpfCommand)command == BpfCommand.MapLookupElem)
                stored.CopyTo(new Span<byte>((void*)((MapElementAttr*)attributes)->Value, stored.Length));
            if (call == SystemCall.Bpf && answer < 0 && (BpfCommand)command == BpfCommand.MapLookupBatch) ((MapBatchAttr*)attributes)->Count = 0;
            return call == SystemCall.Bpf ? answer : 0;
        });
        BpfMapHandle handle = new(kernel);
        handle.Adopt(7);
        return new MapElements(handle, new MapShape("made", type, key, value, 10, () => cpus));
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Odd
    {
        public long Count;
        public int Rest;
    }
}
