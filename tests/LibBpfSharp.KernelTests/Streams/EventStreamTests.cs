using System.Diagnostics;
using System.Reflection;
using System.Threading.Channels;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>Ring and perf buffers as asynchronous streams, in each full mode.</summary>
public sealed class EventStreamTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_comes_once_and_in_order()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        using BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>(new BpfEventStreamOptions { Capacity = 64 });
        Task producer = Task.Run(
            () =>
            {
                for (int i = 0; i < 200; i++)
                {
                    bpf.Emit("emit", 100);
                    Assert.True(Patience.Until(() => reader.Rings[0].AvailableBytes < 32768, s_long));
                }
            },
            Cancellation);
        ulong expected = 0;
        await foreach (StreamEvent e in stream.WithCancellation(Cancellation))
        {
            Assert.Equal(expected++, e.Sequence);
            if (expected == 20_000) break;
        }

        await producer;
        Assert.Equal((0ul, 0L), (bpf.Drops, stream.Dropped));
    }

    [Fact]
    public async Task A_stream_that_waits_leaves_events_in_the_ring_until_that_is_full()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer(new RingBufferOptions { ProducerDrops = () => bpf.Drops });
        using BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>(new BpfEventStreamOptions { Capacity = 16 });
        bpf.Emit("emit", 16);
        Assert.True(Patience.Until(() => stream.Reader.Count == 16, s_long));
        bpf.Emit("emit", 2000);
        List<StreamEvent> events = await TakeAsync(stream.Reader, 2016 - (int)bpf.Drops);
        Assert.Equal((0L, bpf.Drops), (stream.Dropped, reader.Lost));
        Assert.InRange(events.Count, 16 + 900, 16 + 920);
        Assert.Equal(Enumerable.Range(0, events.Count).Select(n => (ulong)n), events.Select(e => e.Sequence));
    }

    [Theory]
    [InlineData(BpfEventStreamFullMode.DropNewest)]
    [InlineData(BpfEventStreamFullMode.DropOldest)]
    public async Task A_stream_that_drops_counts_what_it_drops(BpfEventStreamFullMode mode)
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        using BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>(new BpfEventStreamOptions { Capacity = 16, FullMode = mode });
        bpf.Emit("emit", 500);
        Assert.True(Patience.Until(() => stream.Dropped == 484, s_long));
        List<StreamEvent> events = await TakeAsync(stream.Reader, 16);
        int first = mode is BpfEventStreamFullMode.DropNewest ? 0 : 484;
        Assert.Equal(Enumerable.Range(first, 16).Select(n => (ulong)n), events.Select(e => e.Sequence));
        bpf.Emit("emit", 1);
        Assert.Equal(500ul, (await stream.Reader.ReadAsync(Cancellation)).Sequence);
    }

    [Fact]
    public async Task A_reader_that_leaves_loses_no_event()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        using BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>();
        bpf.Emit("emit", 300);
        ulong expected = 0;
        while (expected < 300)
        {
            await foreach (StreamEvent e in stream.WithCancellation(Cancellation))
            {
                Assert.Equal(expected++, e.Sequence);
                if (expected % 7 == 0) break;
                if (expected == 300) break;
            }
        }
    }

    [Fact]
    public async Task A_wait_for_events_is_cancelled_and_the_next_one_is_not()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        using BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>();
        for (int round = 0; round < 10; round++)
        {
            using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(5));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (StreamEvent e in stream.WithCancellation(source.Token)) Assert.Fail($"{e}");
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stream.Reader.WaitToReadAsync(new CancellationToken(canceled: true)));
        }

        ValueTask<bool> wait = stream.Reader.WaitToReadAsync(Cancellation);
        bpf.Emit("emit", 1);
        Assert.True(await wait);
        Assert.True(stream.Reader.TryPeek(out _) && stream.Reader.TryRead(out _) && !stream.Reader.TryRead(out _));
    }

    [Fact]
    public async Task An_event_of_another_size_ends_the_stream_behind_those_before_it_and_a_new_one_goes_on()
    {
        using StreamObject bpf = StreamObject.Load(programs: ["emit", "emit_sized"]).With("size", 32);
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        bpf.Emit("emit", 3);
        bpf.Emit("emit_sized", 1);
        bpf.Emit("emit", 2);
        int seen = 0;
        using (BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>())
        {
            BpfRecordException odd = await Assert.ThrowsAsync<BpfRecordException>(async () =>
            {
                await foreach (StreamEvent e in stream.WithCancellation(Cancellation)) Assert.Equal((ulong)seen++, e.Sequence);
            });
            Assert.Equal((32, 3), (odd.Size, seen));
            await Assert.ThrowsAsync<BpfRecordException>(() => stream.Reader.Completion);
        }

        using BpfEventStream<StreamEvent> next = reader.OpenStream<StreamEvent>();
        Assert.Equal(4ul, (await next.Reader.ReadAsync(Cancellation)).Sequence);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disposal_ends_the_stream_behind_what_is_read(bool ofTheReader)
    {
        int waits = 0;
        using StreamObject bpf = StreamObject.Load(kernel: new WaitingKernel(() => Interlocked.Increment(ref waits)), programs: "emit");
        RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>();
        Assert.True(Patience.Until(() => Volatile.Read(ref waits) > 0, s_long));
        Assert.Throws<InvalidOperationException>(() => reader.Wait(TimeSpan.Zero, Cancellation)); // its own is under way
        bpf.Emit("emit", 3);
        Assert.True(Patience.Until(() => stream.Reader.Count == 3, s_long));
        if (ofTheReader) reader.Dispose();
        else stream.Dispose();
        int seen = 0;
        await foreach (StreamEvent e in stream.WithCancellation(Cancellation)) Assert.Equal((ulong)seen++, e.Sequence);
        Assert.Equal(3, seen);
        await stream.Reader.Completion.WaitAsync(s_long, Cancellation);
        stream.Dispose();
        reader.Dispose();
    }

    [Fact]
    public async Task A_stream_that_waits_for_room_can_be_disposed()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>(new BpfEventStreamOptions { Capacity = 4 });
        bpf.Emit("emit", 100);
        Assert.True(Patience.Until(() => stream.Reader.Count == 4, s_long));
        stream.Dispose();
        Assert.Equal(4, (await TakeAsync(stream.Reader, 4)).Count);
        Assert.Equal(96, reader.Consume((_, _) => { }));
    }

    [Fact]
    public async Task Perf_buffers_stream_too()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample").With("size", 64);
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer();
        bpf.Emit("sample", 50);
        List<ulong> seen = [];
        await foreach (StreamEvent e in reader.ReadAllAsync<StreamEvent>(cancellationToken: Cancellation))
        {
            seen.Add(e.Sequence);
            if (seen.Count == 50) bpf.Emit("sample", 10);
            if (seen.Count == 60) break;
        }

        Assert.Equal(Enumerable.Range(0, 60).Select(n => (ulong)n), seen.Order());
        Assert.Equal(0ul, reader.Lost);
    }

    [Fact]
    public async Task Several_rings_are_one_stream()
    {
        using StreamObject bpf = StreamObject.Load(programs: ["emit", "emit_more"]);
        using RingBufferReader reader = RingBufferReader.Open([bpf.Object.Maps["events"], bpf.Object.Maps["more"]]);
        using BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>();
        bpf.Emit("emit", 100);
        bpf.Emit("emit_more", 100);
        List<StreamEvent> events = await TakeAsync(stream.Reader, 200);
        Assert.Equal(Enumerable.Range(0, 200).Select(n => (ulong)n), events.Select(e => e.Sequence).Order());
    }

    [Fact]
    public void Options_without_meaning_are_refused()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.OpenStream<StreamEvent>(new BpfEventStreamOptions { Capacity = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.OpenStream<StreamEvent>(new BpfEventStreamOptions { FullMode = (BpfEventStreamFullMode)9 }));
    }

    [Fact]
    public async Task Streaming_allocates_nothing()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        using BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>();
        const int Rounds = 4000, WarmUp = 1000, Events = 100;

        // Away from the test's own context, which allocates whenever something goes on in it.
        long allocated = await Task.Run(async () =>
        {
            long before = 0;
            int seen = 0;
            bpf.Emit("emit", Events);
            await foreach (StreamEvent e in stream.ConfigureAwait(false))
            {
                if (++seen % Events != 0) continue;
                if (seen == WarmUp * Events) before = GC.GetTotalAllocatedBytes(precise: true);
                if (seen == Rounds * Events) break;
                bpf.Run("emit");
            }

            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }, Cancellation);

        // Of the whole process, its test runner included: less than one object for each wait.
        Assert.True(allocated < (Rounds - WarmUp) * 24, $"{allocated} bytes for {Rounds - WarmUp} waits");
    }

    [Fact]
    public async Task Reading_the_channel_one_by_one_allocates_nothing()
    {
        bool isOptimized = typeof(BpfEventReader).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };
        Assert.SkipUnless(isOptimized, "Compiled for debugging, an asynchronous method is an object for each call.");
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        using BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>();
        const int WarmUp = 1000, Rounds = 4000;
        CancellationToken cancellationToken = Cancellation;
        long allocated = await Task.Run(async () =>
        {
            long before = 0;
            for (int round = 0; round < Rounds; round++)
            {
                if (round == WarmUp) before = GC.GetTotalAllocatedBytes(precise: true);
                ValueTask<StreamEvent> read = stream.Reader.ReadAsync(cancellationToken);
                bpf.Run("emit");
                if ((await read).Sequence != (ulong)round) Assert.Fail("Out of order.");
            }

            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }, Cancellation);

        Assert.True(allocated < (Rounds - WarmUp) * 24, $"{allocated} bytes for {Rounds - WarmUp} waits");
    }

    private static async Task<List<StreamEvent>> TakeAsync(ChannelReader<StreamEvent> reader, int count)
    {
        List<StreamEvent> events = [];
        while (events.Count < count) events.Add(await reader.ReadAsync(Cancellation));
        return events;
    }
}
