using System.Buffers.Binary;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Streams;

public sealed partial class RingBufferTests
{
    [Fact]
    public void A_wait_ends_when_its_time_is_over()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        Assert.Equal(0, reader.Poll((_, _) => { }, TimeSpan.Zero, Cancellation));
        Assert.Equal(0, reader.Poll((_, _) => { }, TimeSpan.FromMilliseconds(20), Cancellation));
        Assert.False(reader.Wait(TimeSpan.FromMilliseconds(1), Cancellation));
    }

    [Fact]
    public void A_wait_ends_by_cancellation_and_the_next_one_does_not()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        for (int round = 0; round < 20; round++)
        {
            using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(2));
            OperationCanceledException cancelled = Assert.ThrowsAny<OperationCanceledException>(() => reader.Poll((_, _) => { }, s_long, source.Token));
            Assert.Equal(source.Token, cancelled.CancellationToken);
            using CancellationTokenSource other = new();
            Assert.False(reader.Wait(TimeSpan.Zero, other.Token));
        }

        bpf.Emit("emit", 1);
        Assert.True(reader.Wait(s_long, Cancellation));
    }

    [Fact]
    public async Task A_wait_ends_when_the_program_submits()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        for (int round = 0; round < 20; round++)
        {
            Task<int> polled = Task.Run(() => reader.Poll((_, _) => { }, s_long, Cancellation), Cancellation);
            bpf.Emit("emit", 1);
            Assert.Equal(1, await polled.WaitAsync(s_long, Cancellation));
        }
    }

    [Fact]
    public void A_handler_that_throws_has_consumed_its_record_and_no_other()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        bpf.Emit("emit", 10);
        List<ulong> seen = [];
        RingBufferHandler handler = (_, record) =>
        {
            seen.Add(BinaryPrimitives.ReadUInt64LittleEndian(record));
            if (seen.Count is 3 or 4) throw new InvalidOperationException("of the handler");
        };
        Assert.Equal("of the handler", Assert.Throws<InvalidOperationException>(() => reader.Consume(handler)).Message);
        Assert.Equal("of the handler", Assert.Throws<InvalidOperationException>(() => reader.Poll(handler, s_long, Cancellation)).Message);
        Assert.Equal(6, reader.Consume(handler));
        Assert.Equal(Enumerable.Range(0, 10).Select(n => (ulong)n), seen);
    }

    [Fact]
    public void Records_that_never_end_are_cancelled_too()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        using CancellationTokenSource source = new();
        int handled = 0;
        bpf.Emit("emit", 1);
        int count = reader.Poll(
            (_, _) =>
            {
                if (++handled == 100) source.Cancel();
                if (handled > 20_000) throw new InvalidOperationException("not cancelled");
                bpf.Emit("emit", 1);
            },
            s_long, source.Token);
        Assert.Equal(handled, count);
        Assert.Throws<OperationCanceledException>(() => reader.Poll((_, _) => { }, s_long, source.Token));
        Assert.Equal(1, reader.Consume((_, _) => { }));
    }

    [Fact]
    public void A_record_of_another_size_is_reported_and_passed()
    {
        using StreamObject bpf = StreamObject.Load(programs: ["emit", "emit_sized"]).With("size", 24);
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        bpf.Emit("emit", 2);
        bpf.Emit("emit_sized", 1);
        bpf.Emit("emit", 2);
        StreamEvent[] events = new StreamEvent[10];
        BpfRecordException odd = Assert.Throws<BpfRecordException>(() => reader.Rings[0].Read<StreamEvent>(events));
        Assert.Equal((24, "events"), (odd.Size, odd.ObjectName));
        Assert.Equal(1ul, events[1].Sequence);
        Assert.Equal(2, reader.Rings[0].Read<StreamEvent>(events));
        Assert.Equal((3ul, 4ul), (events[0].Sequence, events[1].Sequence));
    }

    [Fact]
    public void A_second_consumer_is_refused()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        bpf.Emit("emit", 3);
        int refused = 0;
        Assert.Equal(3, reader.Consume((_, _) =>
        {
            Assert.Throws<InvalidOperationException>(() => reader.Consume((_, _) => { }));
            refused++;
        }));
        Assert.Equal(3, refused);
        Assert.Equal(0, reader.Consume((_, _) => { }));
    }

    [Fact]
    public void Disposal_by_a_handler_ends_the_walk_and_unmaps_behind_it()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        bpf.Emit("emit", 5);
        int before = Mappings();
        RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        Assert.Equal(before + 2, Mappings());
        int handled = 0;
        Assert.Equal(2, reader.Poll((_, record) =>
        {
            if (++handled < 2) return;
            reader.Dispose();
            Assert.Equal(1ul, BinaryPrimitives.ReadUInt64LittleEndian(record)); // still mapped
        }, s_long, Cancellation));
        Assert.Throws<ObjectDisposedException>(() => reader.Consume((_, _) => { }));
        Assert.Throws<ObjectDisposedException>(() => reader.Rings[0].AvailableBytes);
        Assert.Throws<ObjectDisposedException>(() => reader.Wait(TimeSpan.Zero, Cancellation));
        Assert.Equal(before, Mappings());

        using RingBufferReader next = bpf.Object.Maps["events"].AsRingBuffer();
        Assert.Equal(3, next.Consume((_, _) => { }));
    }

    [Fact]
    public async Task Disposal_by_another_thread_ends_a_wait()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        int before = Mappings();
        for (int round = 0; round < 50; round++)
        {
            RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
            Task wait = Task.Run(() => reader.Poll((_, _) => { }, s_long, Cancellation), Cancellation);
            if (round % 2 == 0) await Task.Yield();
            reader.Dispose();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => wait.WaitAsync(s_long, Cancellation));
        }

        Assert.Equal(before, Mappings());
    }

    [Fact]
    public async Task Disposal_by_another_thread_ends_reading_under_way()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        bpf.Emit("emit", 1); // which maps the fixture's variables
        int before = Mappings();
        for (int round = 0; round < 100; round++)
        {
            bpf.Emit("emit", 900);
            RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
            using Barrier start = new(2);
            Task<ulong> reading = Task.Run(
                () =>
                {
                    ulong sum = 0;
                    Patience patience = new();
                    start.SignalAndWait(Cancellation);
                    try
                    {
                        while (patience.Lasts) reader.Consume((_, record) => sum += BinaryPrimitives.ReadUInt64LittleEndian(record));
                    }
                    catch (ObjectDisposedException)
                    {
                    }

                    return sum;
                },
                Cancellation);
            start.SignalAndWait(Cancellation);
            reader.Dispose();
            await reading.WaitAsync(s_long, Cancellation);
        }

        Assert.Equal(before, Mappings());
    }
}
