using System.Diagnostics;
using System.Globalization;

namespace LibBpfSharp.Benchmarks;

/// <summary>
/// Producers and consumers for as long as asked: a ring buffer and perf buffers, each as a stream, with bursts that no buffer holds. At the end every record
/// produced is consumed or reported lost, and the process is as large as it was after its first tenth.
/// </summary>
internal sealed class Soak(string file, TimeSpan duration, int rate)
{
    private const int BurstEvery = 1000; // of these milliseconds' ticks
    private const uint Burst = 20_000;

    // What the runtime may still grow by once it runs: code compiled late, a table that doubles.
    private const long Tolerance = 16 << 20;

    public async Task<int> RunAsync()
    {
        using RingProducer ringProducer = new(file, "emit", 256 << 10, 64);
        using RingProducer perfProducer = new(file, "sample", 4096, 64);
        using RingBufferReader ring = RingBufferReader.Open(ringProducer.Map, new RingBufferOptions { ProducerDrops = () => ringProducer.Drops });
        using PerfBufferReader perf = PerfBufferReader.Open(perfProducer.Samples);
        SoakConsumer waiting = new(ring, EventStreamFullMode.Wait);
        SoakConsumer dropping = new(perf, EventStreamFullMode.DropOldest);

        long settled = 0;
        int minutes = 0;
        var clock = Stopwatch.StartNew();
        for (int tick = 0; clock.Elapsed < duration; tick++)
        {
            uint records = tick % BurstEvery == BurstEvery - 1 ? Burst : (uint)Math.Max(1, rate / 1000);
            ringProducer.Emit(records);
            perfProducer.Emit(records);
            if (settled == 0 && clock.Elapsed > duration / 10) settled = Memory();
            if (clock.Elapsed.TotalMinutes >= minutes)
            {
                minutes++;
                Report(clock.Elapsed, ringProducer, waiting, perfProducer, dropping);
            }

            await Task.Delay(1);
        }

        // Lost samples are reported with the next that there is room for.
        bool ringIsWhole = await SettleAsync(ringProducer, waiting);
        bool perfIsWhole = await SettleAsync(perfProducer, dropping);
        long grown = Memory() - settled;
        Report(clock.Elapsed, ringProducer, waiting, perfProducer, dropping);
        Console.WriteLine(FormattableString.Invariant($"memory grew by {grown / 1024} KiB since a tenth of the time"));
        await waiting.StopAsync();
        await dropping.StopAsync();
        return ringIsWhole && perfIsWhole && grown < Tolerance ? 0 : 1;
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

    /// <summary>Resident bytes once the runtime has given back what it does not use.</summary>
    private static long Memory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        string resident = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static void Report(TimeSpan elapsed, RingProducer ring, SoakConsumer ringConsumer, RingProducer perf, SoakConsumer perfConsumer)
    {
        Console.WriteLine(FormattableString.Invariant(
            $"{elapsed:hh\\:mm\\:ss}  ring: {ring.Produced} produced, {ringConsumer.Consumed} consumed, {ringConsumer.Lost} lost   perf: {perf.Produced} produced, {perfConsumer.Consumed} consumed, {perfConsumer.Lost} lost   {Memory() / 1024} KiB"));
    }
}
