using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Benchmarks;

/// <summary>Events produced and consumed by each shape of reading. Each method has a program send <see cref="Events"/> and takes them all.</summary>
internal sealed class StreamFixture : IDisposable
{
    public const int Events = 4096;

    private const uint RingSize = 1 << 20;
    private const int SampleLength = 56;

    private readonly RingProducer _ring;
    private readonly RingProducer _streamed;
    private readonly RingProducer _perf;
    private readonly RingProducer _perfStreamed;
    private readonly RingProducer _drain;
    private readonly RingBufferReader _ringReader;
    private readonly RingBufferReader _streamedReader;
    private readonly PerfBufferReader _perfReader;
    private readonly PerfBufferReader _perfStreamedReader;
    private readonly UserRingBuffer _userRing;
    private readonly BpfEventStream<BenchmarkEvent> _stream;
    private readonly BpfEventStream<BenchmarkEvent> _perfStream;
    private readonly IAsyncEnumerator<BenchmarkEvent> _events;
    private readonly IAsyncEnumerator<BenchmarkEvent> _perfEvents;
    private readonly RingBufferHandler _handleRecord;
    private readonly PerfSampleHandler _handleSample;
    private readonly PerfRecordHandler _handlePerfRecord;
    private readonly BenchmarkEvent[] _copy = new BenchmarkEvent[Events];
    private ulong _sum;

    public StreamFixture(string file)
    {
        // A wake-up for each sample would cost more than all else.
        PerfBufferOptions options = new() { PagesPerCpu = 128, WakeUpEvents = Events / 4 };
        _ring = new RingProducer(file, "emit_quietly", RingSize, 64);
        _streamed = new RingProducer(file, "emit_quietly", RingSize, 64);
        _perf = new RingProducer(file, "sample", RingSize, 64);
        _perfStreamed = new RingProducer(file, "sample", RingSize, 64);
        _drain = new RingProducer(file, "drain", RingSize, 64);
        foreach (RingProducer producer in (RingProducer[])[_ring, _streamed, _perf, _perfStreamed]) producer.SetBatch(Events);
        _ringReader = _ring.Map.AsRingBuffer();
        _streamedReader = _streamed.Map.AsRingBuffer();
        _perfReader = _perf.Samples.AsPerfBuffer(options);
        _perfStreamedReader = _perfStreamed.Samples.AsPerfBuffer(options);
        _userRing = _drain.Requests.AsUserRingBuffer();
        _stream = _streamedReader.OpenStream<BenchmarkEvent>();
        _perfStream = _perfStreamedReader.OpenStream<BenchmarkEvent>();
        (_events, _perfEvents) = (_stream.GetAsyncEnumerator(), _perfStream.GetAsyncEnumerator());
        _handleRecord = (_, record) => _sum += MemoryMarshal.Read<ulong>(record);
        _handleSample = (_, sample) => _sum += MemoryMarshal.Read<ulong>(sample);
        _handlePerfRecord = (_, record) => _sum += (ulong)record.Type;
    }

    public void RingByHandler()
    {
        _ring.Run();
        Check(_ringReader.Consume(_handleRecord));
    }

    public void RingByPoll()
    {
        _ring.Run();
        Check(_ringReader.Poll(_handleRecord, Timeout.InfiniteTimeSpan));
    }

    public void RingByBatch()
    {
        _ring.Run();
        int count = 0;
        foreach (ReadOnlySpan<byte> record in _ringReader.Rings[0].ReadBatch())
        {
            _sum += MemoryMarshal.Read<ulong>(record);
            count++;
        }

        Check(count);
    }

    public void RingByTypedBatch()
    {
        _ring.Run();
        int count = 0;
        foreach (ref readonly BenchmarkEvent e in _ringReader.Rings[0].ReadBatch<BenchmarkEvent>())
        {
            _sum += e.Sequence;
            count++;
        }

        Check(count);
    }

    public void RingByCopy()
    {
        _ring.Run();
        Check(_ringReader.Rings[0].Read<BenchmarkEvent>(_copy));
    }

    public ValueTask RingByStream() => Take(_streamed, _events);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask RingByChannel()
    {
        _streamed.Run();
        for (int i = 0; i < Events; i++) _sum += (await _stream.Reader.ReadAsync()).Sequence;
    }

    public void PerfByHandler()
    {
        _perf.Run();
        Check(_perfReader.Consume(_handleSample));
    }

    public void PerfByPoll()
    {
        _perf.Run();
        Check(_perfReader.Poll(_handleSample, Timeout.InfiniteTimeSpan));
    }

    public void PerfByRecord()
    {
        _perf.Run();
        Check(_perfReader.ConsumeRecords(_handlePerfRecord));
    }

    public void PerfByCopy()
    {
        _perf.Run();
        int count = 0;
        foreach (PerfBuffer buffer in _perfReader.Buffers) count += buffer.Read<BenchmarkEvent>(_copy.AsSpan(count));
        Check(count);
    }

    public ValueTask PerfByStream() => Take(_perfStreamed, _perfEvents);

    public void UserRing()
    {
        for (int i = 0; i < Events; i++)
        {
            UserRingBufferSample sample = _userRing.Reserve(SampleLength, Timeout.InfiniteTimeSpan);
            sample.Data.Clear();
            sample.Submit();
        }

        _drain.Run();
        if (_userRing.PendingBytes != 0) throw new InvalidOperationException("The program left samples.");
    }

    public void Dispose()
    {
        _stream.Dispose();
        _perfStream.Dispose();
        foreach (IDisposable each in (IDisposable[])[_ringReader, _streamedReader, _perfReader, _perfStreamedReader, _userRing]) each.Dispose();
        foreach (RingProducer producer in (RingProducer[])[_ring, _streamed, _perf, _perfStreamed, _drain]) producer.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask Take(RingProducer producer, IAsyncEnumerator<BenchmarkEvent> events)
    {
        producer.Run();
        for (int i = 0; i < Events; i++)
        {
            if (!await events.MoveNextAsync()) throw new InvalidOperationException("The stream ended.");
            _sum += events.Current.Sequence;
        }
    }

    private static void Check(int count)
    {
        if (count != Events) throw new InvalidOperationException($"{count} events came.");
    }
}
