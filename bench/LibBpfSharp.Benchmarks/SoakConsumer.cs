namespace LibBpfSharp.Benchmarks;

/// <summary>Reads a stream and counts.</summary>
internal sealed class SoakConsumer
{
    private readonly BpfEventReader _reader;
    private readonly BpfEventStream<BenchmarkEvent> _stream;
    private readonly Task _task;
    private long _consumed;

    public SoakConsumer(BpfEventReader reader, BpfEventStreamFullMode mode)
    {
        _reader = reader;
        _stream = reader.OpenStream<BenchmarkEvent>(new BpfEventStreamOptions { Capacity = 1024, FullMode = mode });
        _task = ConsumeAsync();
    }

    public ulong Consumed => (ulong)Volatile.Read(ref _consumed);

    /// <summary>What the kernel or the program reports, and what the stream dropped.</summary>
    public ulong Lost => _reader.Lost + (ulong)_stream.Dropped;

    public Task StopAsync()
    {
        _stream.Dispose();
        return _task;
    }

    private async Task ConsumeAsync()
    {
        await foreach (BenchmarkEvent e in _stream)
        {
            // Now and then a reader is slow: the stream must then wait or drop.
            long count = Interlocked.Increment(ref _consumed);
            if (count % 100_000 == 0) await Task.Delay(20);
        }
    }
}
