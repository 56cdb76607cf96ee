using System.Diagnostics;

namespace LibBpfSharp.Benchmarks;

/// <summary>
/// A program that produces as fast as it goes on one processor, and a consumer on the other: the asynchronous stream of this library, its
/// handler, and libbpf's <c>ring_buffer__poll</c> in turn.
/// </summary>
internal static class StreamBenchmark
{
    private const uint RingSize = 64 << 20;
    private const int Milliseconds = 250;
    private const int WarmUpRounds = 10;

    public static int Run(int rounds, string peerPath, string file)
    {
        Console.WriteLine("records of 64 bytes consumed per second, and lost");
        Run("the kernel wakes a reader that has caught up by each record", "emit", rounds, peerPath, file);
        Run("each thousandth record wakes the reader", "emit_quietly", rounds, peerPath, file);
        return 0;
    }

    private static void Run(string title, string program, int rounds, string peerPath, string file)
    {
        using Peer peer = new(peerPath, [file, program, $"{RingSize}", "64"]);
        List<(double Rate, double Lost)> theirs = [], polled = [], streamed = [];
        Console.WriteLine(title);
        Console.WriteLine("             libbpf             handler   ratio              stream   ratio");
        for (int round = -WarmUpRounds; round < rounds; round++)
        {
            (double Rate, double Lost)[] rates = new (double, double)[3];
            for (int i = 0; i < rates.Length; i++)
            {
                // Whoever comes next finds the processors as the others left them.
                int side = (i + round + WarmUpRounds) % rates.Length;
                rates[side] = side switch
                {
                    0 => peer.Ask($"race {Milliseconds}") is var answer ? (answer[0], answer[1]) : default,
                    1 => Poll(file, program),
                    _ => Stream(file, program).GetAwaiter().GetResult(),
                };
            }

            if (round < 0) continue;
            theirs.Add(rates[0]);
            polled.Add(rates[1]);
            streamed.Add(rates[2]);
            Print(rates[0], rates[1], rates[2]);
        }

        Console.WriteLine($"median of {rounds}, and sum of what was lost");
        Print(Median(theirs), Median(polled), Median(streamed));
        Console.WriteLine("best");
        Print(theirs.Max(), polled.Max(), streamed.Max());
    }

    private static (double, double) Poll(string file, string program)
    {
        using RingProducer producer = new(file, program, RingSize, 64);
        using RingBufferReader reader = producer.Map.AsRingBuffer();
        producer.SetBatch(1000);
        ulong sum = 0;
        long count = 0;
        long start = Stopwatch.GetTimestamp();
        using (producer.RunWithoutPause())
        {
            while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < Milliseconds)
                count += reader.Poll((_, record) => sum += record[0], TimeSpan.FromMilliseconds(100));
            double rate = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
            return (rate, producer.Drops);
        }
    }

    private static async Task<(double, double)> Stream(string file, string program)
    {
        using RingProducer producer = new(file, program, RingSize, 64);
        using RingBufferReader reader = producer.Map.AsRingBuffer();
        using BpfEventStream<BenchmarkEvent> stream = reader.OpenStream<BenchmarkEvent>();
        producer.SetBatch(1000);
        ulong sum = 0;
        long count = 0;
        ulong expected = 0;
        long start = Stopwatch.GetTimestamp();
        long end = start + Stopwatch.Frequency * Milliseconds / 1000;
        using (producer.RunWithoutPause())
        {
            await foreach (BenchmarkEvent e in stream)
            {
                if (e.Sequence != expected) return (0, producer.Drops);
                expected = e.Sequence + 1;
                sum += e.Time;
                if ((++count & 1023) == 0 && Stopwatch.GetTimestamp() >= end) break;
            }

            double rate = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
            return (rate, producer.Drops + (ulong)stream.Dropped);
        }
    }

    private static (double Rate, double Lost) Median(List<(double Rate, double Lost)> rounds)
        => (rounds.Order().ElementAt(rounds.Count / 2).Rate, rounds.Sum(round => round.Lost));

    private static void Print((double Rate, double Lost) theirs, (double Rate, double Lost) polled, (double Rate, double Lost) streamed)
        => Console.WriteLine(FormattableString.Invariant(
            $"  {theirs.Rate,11:0} {theirs.Lost,6}  {polled.Rate,11:0} {polled.Lost,6}  {polled.Rate / theirs.Rate:0.000}  {streamed.Rate,11:0} {streamed.Lost,6}  {streamed.Rate / theirs.Rate:0.000}"));
}
