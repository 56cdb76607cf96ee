namespace LibBpfSharp.Tests.Streams;

/// <summary>How a stream ends whose thread is still in the kernel.</summary>
public sealed class EventStreamTests : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);

    private readonly ManualResetEventSlim _isIn = new();
    private readonly ManualResetEventSlim _mayLeave = new();
    private readonly SharedRing _ring;

    public EventStreamTests() => _ring = new(4096)
    {
        BeforeWait = () =>
        {
            _isIn.Set();
            _mayLeave.Wait(s_long);
        },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _ring.Dispose();
        _isIn.Dispose();
        _mayLeave.Dispose();
    }

    [Fact]
    public async Task Its_asynchronous_disposal_holds_no_thread_and_is_done_when_nothing_reads_any_more()
    {
        using RingBufferReader reader = _ring.Map.AsRingBuffer();
        BpfEventStream<ulong> stream = reader.OpenStream<ulong>();
        Assert.True(_isIn.Wait(s_long, Cancellation));

        ValueTask disposal = stream.DisposeAsync();
        Assert.False(disposal.IsCompleted);
        _mayLeave.Set();
        await disposal;
        _ = reader.Wait(TimeSpan.Zero, Cancellation); // refused while a stream reads
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task Leaving_the_enumeration_of_a_reader_holds_no_thread_either()
    {
        using RingBufferReader reader = _ring.Map.AsRingBuffer();
        _ring.Add(8, 7);
        IAsyncEnumerator<ulong> all = reader.ReadAllAsync<ulong>(cancellationToken: Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await all.MoveNextAsync());
        Assert.Equal(7ul, all.Current);
        Assert.True(_isIn.Wait(s_long, Cancellation));

        ValueTask leaving = all.DisposeAsync();
        Assert.False(leaving.IsCompleted);
        _mayLeave.Set();
        await leaving;
        _ = reader.Wait(TimeSpan.Zero, Cancellation);
    }
}
