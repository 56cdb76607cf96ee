using System.Diagnostics;

namespace LibBpfSharp.Benchmarks;

/// <summary>
/// A program that produces as fast as it goes on one processor, and a consumer on the other: the asynchronous stream of this library, its
/// handler, and libbpf's <c>ring_buffer__poll</c> in turn.
/// </summary>
internal static class StreamBenchmark
{
    private const uint RingSize = 64 << 20;
    private const int Milliseconds = 1000;
    private const int WarmUpRounds = 3;

    public static int Run(int rounds, string peerPath, string file)
    {
        using Peer peer = new(peerPath, [file, "emit", $"{RingSize}", "64"]);
        List<(double Rate, double Lost)> theirs = [], polled = [], streamed = [];
        Console.WriteLine("records of 64 bytes consumed per second, and lost");
        Console.WriteLine("             libbpf             handler   ratio              stream   ratio");
        for (int round = -WarmUpRounds; round < rounds; round++)
        {
            double[] answer = peer.Ask($"race {Milliseconds}");
            (double, double) handled = Poll(file);
            (double, double) enumerated = Stream(file).GetAwaiter().GetResult();
            if (round < 0) continue;
            theirs.Add((answer[0], answer[1]));
            polled.Add(handled);
            streamed.Add(enumerated);
            Print(theirs[^1], polled[^1], streamed[^1]);
        }

        Console.WriteLine($"median of {rounds}");
        Print(Median(theirs), Median(polled), Median(streamed));
        return 0;
    }

    private static (double, double) Poll(string file)
    {
        using RingProducer producer = new(file, "emit", RingSize, 64);
        using RingBufferReader reader = RingBufferReader.Open(producer.Map);
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

    private static async Task<(double, double)> Stream(string file)
    {
        using RingProducer producer = new(file, "emit", RingSize, 64);
        using RingBufferReader reader = RingBufferReader.Open(producer.Map);
        using EventStream<BenchmarkEvent> stream = reader.Stream<BenchmarkEvent>();
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
