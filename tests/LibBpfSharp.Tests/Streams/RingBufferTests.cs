using System.Buffers.Binary;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Streams;

/// <summary>The consumer's side of a ring buffer against memory written by the test.</summary>
public sealed class RingBufferTests
{
    [Fact]
    public void A_record_still_being_written_ends_the_walk_until_it_is_written()
    {
        using SharedRing shared = new(4096);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        shared.Add(8, 1);
        ulong busy = shared.Add(8, 2, SharedRing.Busy);
        shared.Add(8, 3);
        Assert.Equal([1ul], Numbers(reader));
        Assert.Empty(Numbers(reader));
        Assert.Equal(busy, shared.Consumed);
        Volatile.Write(ref shared.Header(busy), 8);
        Assert.Equal([2ul, 3ul], Numbers(reader));
        Assert.Equal(shared.Produced, shared.Consumed);
    }

    [Fact]
    public async Task A_stream_takes_no_processor_while_a_record_is_still_being_written()
    {
        using SharedRing ring = new(4096);
        using RingBufferReader reader = ring.Map.AsRingBuffer();
        ulong position = ring.Add(8, 5, SharedRing.Busy);
        using BpfEventStream<ulong> stream = reader.OpenStream<ulong>();
        Assert.True(Patience.Until(() => ring.Waits > 30, TimeSpan.FromSeconds(20)));
        int before = ring.Waits;
        Assert.False(Patience.Until(() => stream.Reader.Count > 0, TimeSpan.FromMilliseconds(200)));
        Assert.InRange(ring.Waits - before, 0, 400);
        Volatile.Write(ref ring.Header(position), 8);
        Assert.Equal(5ul, await stream.Reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_record_is_whole_where_the_ring_wraps()
    {
        using SharedRing shared = new(4096);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        shared.Add(4072);
        Assert.Single(Numbers(reader));
        shared.Add(1000, 5);
        foreach (ReadOnlySpan<byte> record in reader.Rings[0].ReadBatch())
        {
            Assert.Equal(1000, record.Length);
            Assert.Equal(5ul, BinaryPrimitives.ReadUInt64LittleEndian(record));
        }
    }

    [Fact]
    public void Room_is_given_back_while_records_are_still_handled()
    {
        using SharedRing shared = new(4096);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        for (int i = 0; i < 100; i++) shared.Add(24);
        int handled = 0;
        reader.Consume((_, _) =>
        {
            handled++;
            Assert.InRange((ulong)handled * 32 - shared.Consumed, 0ul, 288ul);
        });
        Assert.Equal(100, handled);
    }

    [Theory]
    [InlineData(4089u)]
    [InlineData(1u << 29)]
    [InlineData((1u << 30) - 1)]
    [InlineData(SharedRing.Discarded | 5000)]
    public void A_length_that_cannot_be_is_reported(uint length)
    {
        using SharedRing shared = new(4096);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        shared.Header(shared.Add(8)) = length;
        Assert.Contains("no record", Assert.Throws<BpfRecordException>(() => Numbers(reader)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_of_every_kind_come_as_they_were_written()
    {
        using SharedRing shared = new(4096);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        Random random = new(1);
        Queue<ulong> expected = new();
        ulong number = 0;
        for (int round = 0; round < 2000; round++)
        {
            while (shared.Produced - shared.Consumed < 3000 && random.Next(8) != 0)
            {
                bool discarded = random.Next(4) == 0;
                shared.Add((uint)random.Next(8, 300), ++number, discarded ? SharedRing.Discarded : 0);
                if (!discarded) expected.Enqueue(number);
            }

            foreach (ReadOnlySpan<byte> record in reader.Rings[0].ReadBatch(random.Next(20)))
                Assert.Equal(expected.Dequeue(), BinaryPrimitives.ReadUInt64LittleEndian(record));
        }

        Assert.Equal(expected, Numbers(reader));
    }

    [Fact]
    public void An_overwriting_ring_gives_what_is_left_and_tells_what_is_not()
    {
        using SharedRing shared = new(4096, BpfMapFlags.RbOverwrite);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        RingBuffer ring = reader.Rings[0];
        Assert.True(ring.IsOverwriting);
        for (ulong i = 0; i < 200; i++)
        {
            shared.Add(24, i);
            if (shared.Produced > 4096) shared.Overwritten = shared.Produced - 4096;
        }

        Assert.Equal((4096u, 200ul * 32 - 4096), (ring.AvailableBytes, ring.OverwritePosition));
        Assert.Equal(Enumerable.Range(72, 128).Select(i => (ulong)i), Numbers(reader));
        Assert.Equal((0u, 72ul * 32), (ring.AvailableBytes, ring.OverwrittenBytes));
    }

    [Fact]
    public void Records_overwritten_while_others_are_handled_are_passed()
    {
        using SharedRing shared = new(4096, BpfMapFlags.RbOverwrite);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        for (ulong i = 0; i < 100; i++) shared.Add(24, i);
        List<ulong> seen = [];
        reader.Consume((_, record) =>
        {
            seen.Add(BinaryPrimitives.ReadUInt64LittleEndian(record));
            if (seen.Count == 10) shared.Overwritten = 50 * 32;
            Assert.Equal(seen[^1], BinaryPrimitives.ReadUInt64LittleEndian(record)); // a copy: it does not change
        });
        Assert.Equal(Enumerable.Range(0, 10).Concat(Enumerable.Range(50, 50)).Select(i => (ulong)i), seen);
        Assert.Equal(40ul * 32, reader.Rings[0].OverwrittenBytes);
    }

    [Fact]
    public void What_is_overwritten_is_told_once()
    {
        using SharedRing shared = new(4096, BpfMapFlags.RbOverwrite);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        for (ulong i = 0; i < 10; i++) shared.Add(24, i);
        shared.Overwritten = shared.Produced;
        for (int i = 0; i < 3; i++) Assert.Empty(Numbers(reader));
        Assert.Equal((320ul, 320ul), (reader.Rings[0].OverwrittenBytes, shared.Consumed));
    }

    [Fact]
    public void An_overwriting_ring_ends_at_a_record_still_being_written()
    {
        using SharedRing shared = new(4096, BpfMapFlags.RbOverwrite);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        shared.Add(100, 1);
        shared.Add(8, 2, SharedRing.Discarded);
        ulong busy = shared.Add(200, 3, SharedRing.Busy);
        Assert.Equal([1ul], Numbers(reader));
        Volatile.Write(ref shared.Header(busy), 200);
        Assert.Equal([3ul], Numbers(reader));
    }

    [Fact]
    public async Task An_overwriting_ring_that_is_written_meanwhile_gives_whole_records_in_order()
    {
        using SharedRing shared = new(4096, BpfMapFlags.RbOverwrite);
        using RingBufferReader reader = shared.Map.AsRingBuffer();
        const ulong Records = 200_000;
        Task writer = Task.Run(
            () =>
            {
                for (ulong i = 1; i <= Records; i++)
                {
                    ulong next = shared.Produced + 32;
                    if (next > 4096) Volatile.Write(ref shared.Overwritten, next - 4096);
                    Interlocked.MemoryBarrier();
                    shared.Add(24, i);
                }
            },
            TestContext.Current.CancellationToken);
        ulong last = 0;
        long seen = 0;
        while (last < Records)
        {
            seen += reader.Consume((_, record) =>
            {
                ulong number = BinaryPrimitives.ReadUInt64LittleEndian(record);
                Assert.InRange(number, last + 1, Records);
                last = number;
            });
        }

        await writer;
        Assert.Equal(Records, (ulong)seen + reader.Rings[0].OverwrittenBytes / 32);
    }

    private static List<ulong> Numbers(RingBufferReader reader)
    {
        List<ulong> numbers = [];
        reader.Consume((_, record) => numbers.Add(BinaryPrimitives.ReadUInt64LittleEndian(record)));
        return numbers;
    }
}
