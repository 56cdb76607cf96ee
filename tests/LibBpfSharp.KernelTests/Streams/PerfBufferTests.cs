using System.Buffers.Binary;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>Perf buffers filled by programs and read in place.</summary>
public sealed class PerfBufferTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(64)]
    [InlineData(1000)]
    public void A_handler_gets_every_sample_once_also_where_it_wraps(int size)
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample").With("size", (uint)size);
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { PagesPerCpu = 1 });
        List<ulong> seen = [];
        for (int round = 0; round < 200; round++)
        {
            bpf.Emit("sample", 3);
            int count = reader.Consume((buffer, sample) =>
            {
                Assert.InRange(sample.Length, size, size + 7);
                seen.Add(BinaryPrimitives.ReadUInt64LittleEndian(sample));
            });
            Assert.Equal(3, count);
        }

        Assert.Equal(Enumerable.Range(0, 600).Select(n => (ulong)n), seen.Order());
        Assert.Equal(0ul, reader.Lost);
    }

    [Fact]
    public void Lost_samples_are_counted_per_CPU_and_told()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample").With("size", 1000);
        ulong told = 0;
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { PagesPerCpu = 1, OnLost = (_, lost) => told += lost });
        ulong consumed = 0;
        for (int round = 0; round < 100; round++)
        {
            bpf.Emit("sample", 7); // of which 4 KiB hold 3 or 4
            consumed += (ulong)reader.Consume((_, _) => { });
        }

        // The report comes with the next sample on the same CPU.
        Eventually.True(() =>
        {
            bpf.Emit("sample", 1);
            consumed += (ulong)reader.Consume((_, _) => { });
            return consumed + reader.Lost == bpf.Produced;
        });
        Assert.Equal((bpf.Drops, bpf.Drops), (reader.Lost, told));
        Assert.True(told > 200);
        Assert.Equal(told, reader.Buffers.Aggregate(0ul, (sum, buffer) => sum + buffer.Lost));
    }

    [Fact]
    public void A_wait_ends_by_as_many_events_as_are_asked_for()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        using PinnedThread pin = PinnedThread.Here();
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { WakeUpEvents = 5, Cpus = [pin.Cpu] });
        bpf.Emit("sample", 4);
        Assert.Equal(0, reader.Poll((_, _) => { }, TimeSpan.FromMilliseconds(10), Cancellation));
        bpf.Emit("sample", 1);
        Assert.Equal(5, reader.Poll((_, _) => { }, s_long, Cancellation));
    }

    [Fact]
    public void A_wait_ends_by_as_many_bytes_as_are_asked_for()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample").With("size", 500);
        using PinnedThread pin = PinnedThread.Here();
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { WakeUpBytes = 2000, Cpus = [pin.Cpu] });
        bpf.Emit("sample", 3);
        Assert.False(reader.Wait(TimeSpan.FromMilliseconds(10), Cancellation));
        bpf.Emit("sample", 1);
        Assert.True(reader.Wait(s_long, Cancellation));
        Assert.Equal(4, reader.Consume((_, _) => { }));
    }

    [Fact]
    public void What_a_read_leaves_is_not_waited_for()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        using PinnedThread pin = PinnedThread.Here();
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { Cpus = [pin.Cpu] });
        bpf.Emit("sample", 10);
        Assert.True(reader.Wait(s_long, Cancellation));
        Assert.Equal(4, reader.Consume((_, _) => { }, maximum: 4));
        Assert.True(reader.Wait(s_long, Cancellation));
        int seen = 0;
        Assert.Throws<InvalidOperationException>(() => reader.Poll((_, _) => throw new InvalidOperationException($"{++seen}"), s_long, Cancellation));
        Assert.Equal(5, reader.Poll((_, _) => { }, s_long, Cancellation));
        Assert.False(reader.Wait(TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public void A_paused_buffer_loses_what_is_sent()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        using PinnedThread pin = PinnedThread.Here();
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { Cpus = [pin.Cpu] });
        reader.Pause();
        bpf.Emit("sample", 3);
        Assert.Equal(0, reader.Consume((_, _) => { }));
        reader.Resume();
        bpf.Emit("sample", 2);
        Assert.Equal(2, reader.Consume((_, _) => { }));
        Assert.Equal((3ul, 3ul), (bpf.Drops, reader.Lost));
    }

    [Fact]
    public void An_overwritable_buffer_has_the_newest_samples_first_and_each_once()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample").With("size", 100);
        using PinnedThread pin = PinnedThread.Here();
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { PagesPerCpu = 1, IsOverwritable = true, Cpus = [pin.Cpu] });
        List<ulong> seen = [];
        PerfSampleHandler handler = (_, sample) => seen.Add(BinaryPrimitives.ReadUInt64LittleEndian(sample));
        bpf.Emit("sample", 3);
        Assert.Equal(3, reader.Consume(handler));
        Assert.Equal([2ul, 1ul, 0ul], seen);
        seen.Clear();
        Assert.Equal(0, reader.Consume(handler));

        bpf.Emit("sample", 1000);
        int held = reader.Consume(handler); // of 112 bytes each, less the last, which is overwritten in part
        Assert.Equal(4096 / 112, held);
        Assert.Equal(Enumerable.Range(0, held).Select(back => (ulong)(1002 - back)), seen);
        Assert.Equal(0ul, bpf.Drops);
    }

    [Fact]
    public void Records_can_have_other_parts_and_are_read_whole()
    {
        const ulong Cpu = 1 << 7; // PERF_SAMPLE_CPU
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        using PinnedThread pin = PinnedThread.Here();
        PerfBufferOptions options = new() { Cpus = [pin.Cpu], SampleFormat = Cpu | (1 << 10) };
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(options);
        bpf.Emit("sample", 2);
        Assert.Throws<InvalidOperationException>(() => reader.Consume((_, _) => { }));
        Assert.Throws<InvalidOperationException>(() => reader.OpenStream<StreamEvent>().Dispose());
        List<(uint Type, int Cpu, uint Length, ulong Number)> seen = [];
        Assert.Equal(2, reader.ConsumeRecords((_, record) => seen.Add((
            record.Type,
            BinaryPrimitives.ReadInt32LittleEndian(record.Body),
            BinaryPrimitives.ReadUInt32LittleEndian(record.Body[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(record.Body[12..])))));
        Assert.Equal([(9u, pin.Cpu, 68u, 0ul), (9u, pin.Cpu, 68u, 1ul)], seen);
    }

    [Fact]
    public void Indexes_of_the_map_are_chosen()
    {
        using StreamObject bpf = StreamObject.Load(b => b.Maps["samples"].MaxEntries = 100, programs: "sample");
        BpfMap map = bpf.Object.Maps["samples"];
        using PinnedThread pin = PinnedThread.Here();
        using (PerfBufferReader reader = map.AsPerfBuffer(new PerfBufferOptions { Cpus = [pin.Cpu], MapIndexes = [(uint)pin.Cpu + 50] }))
        {
            Assert.Equal((pin.Cpu, (uint)pin.Cpu + 50), (reader.Buffers[0].Cpu, reader.Buffers[0].MapIndex));
            bpf.Emit("sample", 1); // to an index that is empty
            Assert.Equal(1ul, bpf.Drops);
        }

        using PerfBufferReader other = map.AsPerfBuffer();
        bpf.Emit("sample", 1);
        Assert.Equal(1, other.Consume((_, _) => { }));
    }

    [Fact]
    public void Disposal_takes_the_buffers_out_of_the_map()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        int before = OpenDescriptors.Count();
        PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer();
        bpf.Emit("sample", 2);
        Assert.Equal(1, reader.Consume((_, _) => reader.Dispose()));
        Assert.Throws<ObjectDisposedException>(() => reader.Consume((_, _) => { }));
        Assert.Throws<ObjectDisposedException>(() => reader.Wait(TimeSpan.Zero, Cancellation));
        Assert.Equal(before, OpenDescriptors.Count());
        bpf.Emit("sample", 1);
        Assert.Equal(1ul, bpf.Drops);
    }

    [Fact]
    public void A_sample_of_another_size_is_reported_and_passed()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample").With("size", 64);
        using PinnedThread pin = PinnedThread.Here();
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { Cpus = [pin.Cpu] });
        bpf.Emit("sample", 1);
        bpf.With("size", 80).Emit("sample", 1);
        bpf.With("size", 64).Emit("sample", 1);
        StreamEvent[] events = new StreamEvent[4];
        Assert.Equal("samples", Assert.Throws<BpfRecordException>(() => reader.Buffers[0].Read<StreamEvent>(events)).ObjectName);
        Assert.Equal(1, reader.Buffers[0].Read<StreamEvent>(events));
        Assert.Equal(2ul, events[0].Sequence);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        BpfMap map = bpf.Object.Maps["samples"];
        Assert.Throws<ArgumentOutOfRangeException>(() => map.AsPerfBuffer(new PerfBufferOptions { PagesPerCpu = 3 }));
        Assert.Throws<ArgumentException>(() => map.AsPerfBuffer(new PerfBufferOptions { MapIndexes = [1] }));
        Assert.Throws<ArgumentException>(() => bpf.Object.Maps["events"].AsPerfBuffer());
        Assert.Equal(Errno.E2BIG, Assert.Throws<BpfException>(() => map.AsPerfBuffer(new PerfBufferOptions { Cpus = [0], MapIndexes = [1000] })).Errno);
        Assert.Contains(Assert.Throws<BpfException>(() => map.AsPerfBuffer(new PerfBufferOptions { Cpus = [4000] })).Errno, new[] { Errno.ENODEV, Errno.EINVAL });
    }

    [Fact]
    public void A_failure_at_any_call_leaves_nothing()
    {
        ArmedKernel kernel = new();
        using StreamObject bpf = StreamObject.Load(kernel: kernel, programs: "sample");
        int before = OpenDescriptors.Count();
        int calls = kernel.FailEachCallOf(() =>
        {
            using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { Cpus = [0] });
        });

        Assert.True(calls > 10);
        Assert.Equal(before, OpenDescriptors.Count());
        using PerfBufferReader last = bpf.Object.Maps["samples"].AsPerfBuffer();
        bpf.Emit("sample", 1);
        Assert.Equal(1, last.Consume((_, _) => { }));
    }

    [Fact]
    public void Consuming_allocates_nothing()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { PagesPerCpu = 2 });
        ulong sum = 0;
        PerfSampleHandler handler = (_, sample) => sum += BinaryPrimitives.ReadUInt64LittleEndian(sample);
        long allocated = 0;
        for (int round = 0; round < 100; round++)
        {
            bpf.Emit("sample", 50);
            long before = GC.GetAllocatedBytesForCurrentThread();
            int count = round % 2 == 0 ? reader.Consume(handler) : reader.Poll(handler, s_long, Cancellation);
            if (round >= 40) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(50, count);
        }

        Assert.Equal(0, allocated);
    }
}
