namespace LibBpfSharp.KernelTests.Streams;

/// <summary>A stream is the only one that reads from its reader.</summary>
public sealed class StreamClaimTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_a_stream_reads_everybody_else_is_refused_at_the_call_and_takes_nothing(bool disposesAsync)
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        BpfEventStream<StreamEvent> stream = reader.OpenStream<StreamEvent>();
        for (int round = 0; round < 50; round++)
        {
            bpf.Emit("emit", 10);
            Assert.Throws<InvalidOperationException>(() => reader.OpenStream<StreamEvent>());
            Assert.Throws<InvalidOperationException>(() => reader.Consume((_, _) => { }));
            Assert.Throws<InvalidOperationException>(() => reader.Poll((_, _) => { }, TimeSpan.Zero, Cancellation));
            Assert.Throws<InvalidOperationException>(() => reader.Wait(TimeSpan.Zero, Cancellation));
            Assert.Throws<InvalidOperationException>(() => reader.Rings[0].Consume((_, _) => { }));
        }

        for (ulong expected = 0; expected < 500; expected++) Assert.Equal(expected, (await stream.Reader.ReadAsync(Cancellation)).Sequence);
        if (disposesAsync) await stream.DisposeAsync();
        else stream.Dispose();
        bpf.Emit("emit", 1);
        Assert.Equal(1, reader.Consume((_, _) => { }));
        await using BpfEventStream<StreamEvent> next = reader.OpenStream<StreamEvent>();
        bpf.Emit("emit", 1);
        Assert.Equal(501ul, (await next.Reader.ReadAsync(Cancellation)).Sequence);
    }

    [Fact]
    public void A_stream_is_refused_while_a_handler_runs_and_the_walk_goes_on()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        using RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        bpf.Emit("emit", 3);
        int seen = 0;
        reader.Poll((_, _) =>
        {
            seen++;
            Assert.Throws<InvalidOperationException>(() => reader.OpenStream<StreamEvent>());
        }, s_long, Cancellation);
        Assert.Equal(3, seen);
        reader.OpenStream<StreamEvent>().Dispose();
    }

    [Fact]
    public void A_reader_that_is_disposed_opens_no_stream()
    {
        using StreamObject bpf = StreamObject.Load(programs: "emit");
        RingBufferReader reader = bpf.Object.Maps["events"].AsRingBuffer();
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.OpenStream<StreamEvent>());
    }
}
