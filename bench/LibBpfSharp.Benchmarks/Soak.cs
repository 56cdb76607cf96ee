using System.Diagnostics;

namespace LibBpfSharp.Benchmarks;

/// <summary>
/// Producers and consumers for as long as asked: a ring buffer and perf buffers, each as a stream, with bursts that no buffer holds. At the end every record
/// produced is consumed or reported lost, and memory has stayed flat.
/// </summary>
internal sealed class Soak(string file, TimeSpan duration, int rate)
{
    private const int Samples = 30;
    private const uint Burst = 20_000;

    private static readonly TimeSpan s_burstEvery = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _clock = new();
    private readonly List<SoakMemory> _memory = [];

    public async Task<int> RunAsync()
    {
        using RingProducer ringProducer = new(file, "emit", 256 << 10, 64);
        using RingProducer perfProducer = new(file, "sample", 4096, 64);
        using RingBufferReader ring = ringProducer.Map.AsRingBuffer(new RingBufferOptions { ProducerDrops = () => ringProducer.Drops });
        using PerfBufferReader perf = perfProducer.Samples.AsPerfBuffer();
        SoakConsumer waiting = new(ring, BpfEventStreamFullMode.Wait);
        SoakConsumer dropping = new(perf, BpfEventStreamFullMode.DropOldest);

        Console.WriteLine("                                         ring                                    perf        after collection and trim, KiB   before");
        Console.WriteLine("    time     produced    consumed       lost     produced    consumed       lost   managed   native  private   resident  methods  descriptors");
        _clock.Start();
        double emitted = 0;
        for (int bursts = 0; _clock.Elapsed < duration;)
        {
            double due = _clock.Elapsed.TotalSeconds * rate;
            uint records = (uint)(due - emitted);
            emitted += records;
            if (_clock.Elapsed > (bursts + 1) * s_burstEvery)
            {
                bursts++;
                records += Burst;
            }

            ringProducer.Emit(records);
            perfProducer.Emit(records);
            if (_clock.Elapsed >= (_memory.Count + 1) * duration / Samples) Sample(ringProducer, waiting, perfProducer, dropping);
            await Task.Delay(1);
        }

        // Lost samples are reported with the next that there is room for.
        bool ringIsWhole = await SettleAsync(ringProducer, waiting);
        bool perfIsWhole = await SettleAsync(perfProducer, dropping);
        Sample(ringProducer, waiting, perfProducer, dropping);
        Console.WriteLine($"produced = consumed + lost: ring {(ringIsWhole ? "yes" : "NO")}, perf {(perfIsWhole ? "yes" : "NO")}");
        await waiting.StopAsync();
        await dropping.StopAsync();
        return SoakVerdict.Print(_memory) && ringIsWhole && perfIsWhole ? 0 : 1;
    }

    private static async Task<bool> SettleAsync(RingProducer producer, SoakConsumer consumer)
    {
        for (int attempt = 0; attempt < 500; attempt++)
        {
            if (consumer.Consumed + consumer.Lost == producer.Produced) return true;
            producer.Emit(1);
            await Task.Delay(10);
        }

        return false;
    }

    private void Sample(RingProducer ring, SoakConsumer ringConsumer, RingProducer perf, SoakConsumer perfConsumer)
    {
        SoakMemory now = SoakMemory.Measure();
        _memory.Add(now);
        Console.WriteLine(FormattableString.Invariant(
            $"{_clock.Elapsed:hh\\:mm\\:ss} {ring.Produced,12} {ringConsumer.Consumed,11} {ringConsumer.Lost,10} {perf.Produced,12} {perfConsumer.Consumed,11} {perfConsumer.Lost,10} {now.Managed / 1024,9} {now.Native / 1024,8} {now.Private / 1024,8} {now.Resident / 1024,10} {now.Methods,8} {now.Descriptors,12}"));
    }
}
