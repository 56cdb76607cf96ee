using BenchmarkDotNet.Attributes;

namespace LibBpfSharp.Benchmarks;

/// <summary>Each shape of reading and writing events, with the program's part in it and what is allocated.</summary>
[MemoryDiagnoser]
public class StreamOperations : IDisposable
{
    private readonly StreamFixture _streams = new(Path.Combine(AppContext.BaseDirectory, "bpf/events.bpf.o"));

    /// <summary>Ring buffer, records where they lie, to a handler.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void RingByHandler() => _streams.RingByHandler();

    /// <summary>The same, waited for.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void RingByPoll() => _streams.RingByPoll();

    /// <summary>Ring buffer, records where they lie, by <c>foreach</c>.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void RingByBatch() => _streams.RingByBatch();

    /// <summary>The same, as values of a type.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void RingByTypedBatch() => _streams.RingByTypedBatch();

    /// <summary>Ring buffer, values copied.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void RingByCopy() => _streams.RingByCopy();

    /// <summary>Ring buffer as an asynchronous stream.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public ValueTask RingByStream() => _streams.RingByStream();

    /// <summary>Ring buffer by the stream's channel.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public ValueTask RingByChannel() => _streams.RingByChannel();

    /// <summary>Perf buffers to a handler.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void PerfByHandler() => _streams.PerfByHandler();

    /// <summary>The same, waited for.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void PerfByPoll() => _streams.PerfByPoll();

    /// <summary>Perf buffers, every record to a handler.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void PerfByRecord() => _streams.PerfByRecord();

    /// <summary>Perf buffers, values copied.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void PerfByCopy() => _streams.PerfByCopy();

    /// <summary>Perf buffers as an asynchronous stream.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public ValueTask PerfByStream() => _streams.PerfByStream();

    /// <summary>User ring buffer: reserved, cleared, submitted, drained by a program.</summary>
    [Benchmark(OperationsPerInvoke = StreamFixture.Events)]
    public void UserRing() => _streams.UserRing();

    /// <inheritdoc/>
    public void Dispose()
    {
        _streams.Dispose();
        GC.SuppressFinalize(this);
    }
}
