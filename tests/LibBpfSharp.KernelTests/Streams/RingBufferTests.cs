using System.Buffers.Binary;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>Ring buffers filled by programs and read in place.</summary>
public sealed partial class RingBufferTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_handler_gets_every_record_once_and_in_order()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        ulong expected = 0;
        for (int round = 0; round < 50; round++)
        {
            bpf.Emit("emit", 100);
            Assert.Equal(100, reader.Consume((_, record) =>
            {
                Assert.Equal(64, record.Length);
                Assert.Equal(expected++, BinaryPrimitives.ReadUInt64LittleEndian(record));
            }));
        }

        Assert.Equal(0, reader.Consume((_, _) => Assert.Fail("There is none.")));
        Assert.Equal((bpf.Produced, 0ul), (expected, bpf.Drops));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1000)]
    [InlineData(4096)]
    public void Records_of_any_size_come_as_long_as_they_were_sent(int size)
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit_sized").With("size", (uint)size);
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        ulong number = 0;
        for (int round = 0; round < 20; round++)
        {
            bpf.Emit("emit_sized", 10);
            foreach (ReadOnlySpan<byte> record in reader.Rings[0].ReadBatch())
            {
                Assert.Equal(size, record.Length);
                if (size >= 8) Assert.Equal(number, BinaryPrimitives.ReadUInt64LittleEndian(record));
                number++;
            }
        }

        Assert.Equal(200ul, number);
    }

    [Fact]
    public void Discarded_records_are_passed_over()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit").With("discard_every", 3);
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        bpf.Emit("emit", 100);
        List<ulong> seen = [];
        foreach (ref readonly StreamEvent e in reader.Rings[0].ReadBatch<StreamEvent>()) seen.Add(e.Sequence);
        Assert.Equal(Enumerable.Range(0, 100).Where(n => n % 3 != 0).Select(n => (ulong)n), seen);
        Assert.Equal(0u, reader.Rings[0].AvailableBytes);
    }

    [Fact]
    public void Positions_and_available_bytes_are_the_kernels()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        RingBuffer ring = reader.Rings[0];
        bpf.Emit("emit", 10);
        Assert.Equal((65536u, 720u, 0ul, 720ul), (ring.Size, ring.AvailableBytes, ring.ConsumerPosition, ring.ProducerPosition));
        Assert.Equal(4, ring.Consume((_, _) => { }, maximum: 4));
        Assert.Equal((432u, 288ul, 720ul), (ring.AvailableBytes, ring.ConsumerPosition, ring.ProducerPosition));
        Assert.Equal((false, 0ul, 0ul), (ring.IsOverwriting, ring.OverwritePosition, ring.OverwrittenBytes));
    }

    [Fact]
    public void A_full_ring_drops_what_the_program_counts()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer(new RingBufferOptions { ProducerDrops = () => bpf.Drops });
        bpf.Emit("emit", 1000); // of which 910 fit into 64 KiB
        int consumed = reader.Consume((_, _) => { });
        Assert.Equal(910, consumed);
        Assert.Equal(90ul, reader.Lost);
        bpf.Emit("emit", 10);
        Assert.Equal(10, reader.Consume((_, _) => { }));
    }

    [Fact]
    public void Several_rings_are_waited_for_by_one_reader()
    {
        using StreamObject bpf = StreamObject.Load(programs: ["emit", "emit_more"]);
        using RingBufferReader reader = RingBufferReader.Open([bpf.Object.Maps["events"], bpf.Object.Maps["more"]]);
        bpf.Emit("emit_more", 3);
        List<string> from = [];
        Assert.Equal(3, reader.Poll((ring, _) => from.Add(ring.Map.Name), s_long, Cancellation));
        bpf.Emit("emit", 2);
        Assert.Equal(2, reader.Poll((ring, _) => from.Add(ring.Map.Name), s_long, Cancellation));
        Assert.Equal(["more", "more", "more", "events", "events"], from);
        bpf.Emit("emit", 2);
        bpf.Emit("emit_more", 2);
        Assert.Equal(3, reader.Consume((_, _) => { }, maximum: 3));
        Assert.Equal(1, reader.Consume((_, _) => { }));
    }

    [Fact]
    public void The_maps_may_be_disposed_before_the_reader()
    {
        StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        bpf.Emit("emit", 5);
        bpf.Dispose();
        Assert.Equal(5, reader.Poll((_, _) => { }, s_long, Cancellation));
    }

    [Fact]
    public void A_map_of_another_type_is_refused()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        Assert.Contains("Ringbuf", Assert.Throws<ArgumentException>(() => bpf.Object.Maps["samples"].AsRingBuffer()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RingBufferReader.Open([]));
        Assert.Throws<ArgumentException>("maps", () => RingBufferReader.Open([bpf.Object.Maps["events"], null!]));
        using BpfMap same = bpf.Object.Maps["events"].Duplicate();
        Assert.All<BpfMap>([bpf.Object.Maps["events"], same], second =>
            Assert.Contains("'events' is given twice", Assert.Throws<ArgumentException>("maps", () => RingBufferReader.Open([bpf.Object.Maps["events"], second])).Message, StringComparison.Ordinal));
        bpf.Dispose();
        Assert.Throws<ObjectDisposedException>(() => bpf.Object.Maps["events"].AsRingBuffer());
    }

    [Fact]
    public void A_failure_at_any_call_leaves_nothing()
    {
        ArmedKernel kernel = new();
        using StreamObject bpf = StreamObject.Load(kernel: kernel, programs: "emit");
        int before = OpenDescriptors.Count();
        int mappings = Mappings();
        int calls = kernel.FailEachCallOf(() =>
        {
            using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        });

        Assert.True(calls > 6);
        Assert.Equal(before, OpenDescriptors.Count());
        Assert.Equal(mappings + 2, Mappings()); // two of the calls are the unmapping itself
    }

    [Fact]
    public void Consuming_allocates_nothing()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        using CancellationTokenSource source = new();
        StreamEvent[] room = new StreamEvent[1000];
        ulong sum = 0;
        RingBufferHandler handler = (_, record) => sum += BinaryPrimitives.ReadUInt64LittleEndian(record);
        Assert.Equal(0, Allocated(handler, warmUp: true));
        Assert.Equal(0, Allocated(handler, warmUp: false));

        long Allocated(RingBufferHandler handler, bool warmUp)
        {
            long allocated = 0;
            for (int round = 0; round < 20; round++)
            {
                bpf.Emit("emit", 500);
                long before = GC.GetAllocatedBytesForCurrentThread();
                int count = (round % 4) switch
                {
                    0 => reader.Consume(handler),
                    1 => reader.Poll(handler, s_long, source.Token),
                    2 => reader.Rings[0].Read<StreamEvent>(room),
                    _ => Walk(),
                };
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.Equal(500, count);
            }

            return warmUp ? 0 : allocated;
        }

        int Walk()
        {
            int count = 0;
            foreach (ref readonly StreamEvent e in reader.Rings[0].ReadBatch<StreamEvent>()) count += e.Time == 0 ? 1 : 2;
            return count;
        }
    }

    /// <summary>Maps in this process's memory: those of the fixture's variables, and rings.</summary>
    private static int Mappings() => File.ReadLines("/proc/self/maps").Count(line => line.Contains("bpf-map", StringComparison.Ordinal));
}
