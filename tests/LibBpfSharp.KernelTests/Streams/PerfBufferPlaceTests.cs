using System.Buffers.Binary;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Streams;

/// <summary>Perf buffers keep their place, whatever ends a read.</summary>
public sealed class PerfBufferPlaceTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20), s_short = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_handler_that_throws_leaves_the_other_buffers_to_the_next_poll()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer();
        if (reader.Buffers.Count < 2) Assert.Skip("needs two CPUs");
        for (int i = 0; i < 2; i++)
        {
            using PinnedThread pin = PinnedThread.On(reader.Buffers[i].Cpu);
            bpf.Emit("sample", 2);
        }

        Assert.Throws<InvalidOperationException>(() => reader.Poll((_, _) => throw new InvalidOperationException(), s_long, Cancellation));
        Assert.Equal(3, reader.Poll((_, _) => { }, s_short, Cancellation));
        Assert.Equal(0, reader.Poll((_, _) => { }, TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public void What_comes_together_with_a_cancellation_is_handed_out()
    {
        using CancellationTokenSource source = new();
        using StreamObject bpf = StreamObject.Load(kernel: new WaitingKernel(source.Cancel), programs: "sample");
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer();
        bpf.Emit("sample", 1);
        Assert.Equal(1, reader.Poll((_, _) => { }, s_long, source.Token));
        Assert.Throws<OperationCanceledException>(() => reader.Poll((_, _) => { }, s_long, source.Token));
    }

    [Fact]
    public void Samples_that_never_end_are_cancelled_too()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer();
        using PinnedThread pin = PinnedThread.Here();
        using CancellationTokenSource source = new();
        int handled = 0;
        bpf.Emit("sample", 1);
        int count = reader.Poll(
            (_, _) =>
            {
                if (++handled == 100) source.Cancel();
                if (handled > 20_000) throw new InvalidOperationException("not cancelled");
                bpf.Emit("sample", 1);
            },
            s_long, source.Token);
        Assert.Equal(handled, count);
        Assert.Throws<OperationCanceledException>(() => reader.Poll((_, _) => { }, s_long, source.Token));
        Assert.Equal(1, reader.Poll((_, _) => { }, s_long, Cancellation));
    }

    [Fact]
    public void Waits_end_at_once_until_what_they_told_of_is_read()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer();
        bpf.Emit("sample", 3);
        Assert.True(reader.Wait(s_long, Cancellation));
        Assert.True(reader.Wait(s_short, Cancellation));
        Assert.Equal(0, reader.Consume((_, _) => { }, maximum: 0));
        Assert.True(reader.Wait(s_short, Cancellation));
        Assert.Equal(3, reader.Poll((_, _) => { }, s_short, Cancellation));
        Assert.False(reader.Wait(TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public void What_a_read_of_an_overwritable_buffer_leaves_comes_first_in_the_next()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample").With("size", 100);
        using PinnedThread pin = PinnedThread.Here();
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(Overwritable(pin.Cpu));
        List<ulong> seen = [];
        int throwAt = 0;
        PerfSampleHandler handler = (_, sample) =>
        {
            seen.Add(BinaryPrimitives.ReadUInt64LittleEndian(sample));
            if (seen.Count == throwAt) throw new InvalidOperationException();
        };

        bpf.Emit("sample", 6);
        Assert.Equal(2, reader.Consume(handler, maximum: 2));
        bpf.Emit("sample", 3);
        throwAt = 4;
        Assert.Throws<InvalidOperationException>(() => reader.Consume(handler));
        throwAt = 0;
        bpf.Emit("sample", 1);
        Assert.Equal(3, reader.Consume(handler, maximum: 3));
        Assert.Equal(3, reader.Consume(handler));
        Assert.Equal([5ul, 4, 3, 2, 1, 0, 9, 8, 7, 6], seen);
        Assert.Equal(0, reader.Consume(handler));

        bpf.Emit("sample", 6);
        Assert.Equal(1, reader.Consume(handler, maximum: 1));
        seen.Clear();
        bpf.Emit("sample", 33);
        Assert.Equal(35, reader.Consume(handler)); // of 112 bytes each 36 are held, one of them read: the newest of the rest, then the new
        Assert.Equal([14ul, 13, .. Enumerable.Range(16, 33).Select(n => (ulong)n).Reverse()], seen);

        bpf.Emit("sample", 6);
        Assert.Equal(1, reader.Consume(handler, maximum: 1));
        seen.Clear();
        bpf.Emit("sample", 1000);
        Assert.Equal(36, reader.Consume(handler));
        Assert.Equal(Enumerable.Range(0, 36).Select(back => (ulong)(1054 - back)), seen);
    }

    [Fact]
    public void A_buffer_that_is_read_backward_stays_paused_until_it_is_read()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample").With("size", 100);
        using PinnedThread pin = PinnedThread.Here();
        using PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(Overwritable(pin.Cpu));
        bpf.Emit("sample", 3);
        List<ulong> seen = [];
        reader.Consume((_, sample) =>
        {
            seen.Add(BinaryPrimitives.ReadUInt64LittleEndian(sample));
            reader.Resume();
            bpf.Emit("sample", 100);
        });
        Assert.Equal([2ul, 1, 0], seen);
        Assert.Equal(300ul, bpf.Drops);
        Assert.Equal(0, reader.Consume((_, _) => reader.Pause()));
        bpf.Emit("sample", 1);
        Assert.Equal(1, reader.Consume((_, _) => reader.Pause()));
        bpf.Emit("sample", 1);
        Assert.Equal(301ul, bpf.Drops);
    }

    [Fact]
    public void A_reader_that_cannot_be_opened_takes_nothing_out_of_the_map()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        using PinnedThread pin = PinnedThread.Here();
        BpfMap map = bpf.Object.Maps["samples"];
        using PerfBufferReader reader = map.AsPerfBuffer(new PerfBufferOptions { Cpus = [pin.Cpu] });
        Assert.ThrowsAny<BpfException>(() => map.AsPerfBuffer(new PerfBufferOptions { Cpus = [pin.Cpu, 4000] }));
        bpf.Emit("sample", 1);
        Assert.Equal(1, reader.Consume((_, _) => { }));
    }

    [Fact]
    public async Task Disposal_by_several_threads_leaves_nothing()
    {
        using StreamObject bpf = StreamObject.Load(programs: "sample");
        int before = OpenDescriptors.Count();
        for (int round = 0; round < 200; round++)
        {
            PerfBufferReader reader = bpf.Object.Maps["samples"].AsPerfBuffer(new PerfBufferOptions { PagesPerCpu = 1 });
            using Barrier start = new(2);
            Task[] disposals = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(
                () =>
                {
                    start.SignalAndWait(Cancellation);
                    reader.Dispose();
                },
                Cancellation))];
            await Task.WhenAll(disposals).WaitAsync(s_long, Cancellation);
        }

        Assert.Equal(before, OpenDescriptors.Count());
    }

    private static PerfBufferOptions Overwritable(int cpu) => new() { PagesPerCpu = 1, IsOverwritable = true, Cpus = [cpu] };
}
