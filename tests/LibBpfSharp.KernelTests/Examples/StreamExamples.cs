using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LibBpfSharp.KernelTests.Streams;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Examples;

public sealed class StreamExamples : Example
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    protected override void Clean() => _stop.Dispose();

    [Fact]
    public void A_ring_buffer_is_polled()
    {
        using StreamObject loaded = StreamObject.Load(programs: "emit");
        loaded.Emit("emit", 3);
        (BpfObject bpf, int events) = (loaded.Object, 0);
        CancellationToken stop = _stop.Token;

        // example: BpfMap.AsRingBuffer
        using RingBufferReader reader = bpf.Maps["events"].AsRingBuffer();
        while (events < 3)
            reader.Poll((ring, record) => events++, Timeout.InfiniteTimeSpan, stop); // the record is the ring's memory: read in place
        // end example
        Assert.Equal(0u, reader.Rings[0].AvailableBytes);
    }

    [Fact]
    public void A_ring_buffer_is_read_in_batches()
    {
        using StreamObject loaded = StreamObject.Load(programs: "emit");
        loaded.Emit("emit", 3);
        BpfObject bpf = loaded.Object;
        ulong sum = 0;

        // example: RingBuffer.ReadBatch
        using RingBufferReader reader = bpf.Maps["events"].AsRingBuffer();
        foreach (ReadOnlySpan<byte> record in reader.Rings[0].ReadBatch()) // what is there now: one batch, one update of the ring
            sum += BinaryPrimitives.ReadUInt64LittleEndian(record);
        // end example
        Assert.Equal(0ul + 1 + 2, sum);
    }

    [Fact]
    public async Task Events_are_followed()
    {
        using StreamObject loaded = StreamObject.Load(programs: "emit");
        loaded.Emit("emit", 3);
        BpfObject bpf = loaded.Object;
        CancellationToken stop = _stop.Token;
        List<ulong> seen = [];

        // example: BpfEventReader.ReadAllAsync
        using RingBufferReader reader = bpf.Maps["events"].AsRingBuffer();
        await foreach (StreamEvent one in reader.ReadAllAsync<StreamEvent>(cancellationToken: stop)) // record struct StreamEvent(ulong Sequence, ulong Time)
        {
            seen.Add(one.Sequence);
            if (seen.Count == 3) break;                        // ends the stream and its thread
        }
        // end example
        Assert.Equal([0ul, 1, 2], seen);
    }

    [Fact]
    public void A_perf_buffer_is_polled()
    {
        using StreamObject loaded = StreamObject.Load(programs: "sample");
        BpfObject bpf = loaded.Object;
        CancellationToken stop = _stop.Token;
        int samples = 0;

        // example: BpfMap.AsPerfBuffer
        using PerfBufferReader reader = bpf.Maps["samples"].AsPerfBuffer(new() { PagesPerCpu = 8, OnLost = (cpu, lost) => Console.WriteLine($"{lost} lost") });
        bpf.Programs["sample"].TestRun(new() { Data = new byte[64] });
        while (samples == 0)
            reader.Poll((buffer, sample) => samples++, Timeout.InfiniteTimeSpan, stop);
        // end example
        Assert.Equal(0ul, reader.Lost);
    }

    [Fact]
    public void A_program_is_sent_a_request()
    {
        Requires.MapType(BpfMapType.UserRingbuf);
        using StreamObject loaded = StreamObject.Load(programs: "drain");
        BpfObject bpf = loaded.Object;
        CancellationToken stop = _stop.Token;

        // example: BpfMap.AsUserRingBuffer
        using UserRingBuffer requests = bpf.Maps["requests"].AsUserRingBuffer();
        using (UserRingBufferSample sample = requests.Reserve(sizeof(ulong), TimeSpan.FromSeconds(1), stop))
        {
            MemoryMarshal.Write(sample.Data, 7ul);
            sample.Submit();                                   // without: discarded
        }
        // end example
        loaded.Run("drain");
        Assert.Equal((1ul, 7ul), (loaded.Get("drained"), loaded.Get("drained_sum")));
    }
}
