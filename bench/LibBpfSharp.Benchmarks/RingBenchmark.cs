using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Benchmarks;

/// <summary>A filled ring buffer consumed: this library, by handler and by enumeration, and libbpf's <c>ring_buffer__consume</c> in turn.</summary>
internal sealed class RingBenchmark
{
    private const uint RingSize = 16 << 20;
    private const uint Records = 30_000;

    private static ulong s_sum;

    public static int Run(int rounds, string peerPath, string file)
    {
        Console.WriteLine($"{Records} records consumed, ns per record, median (best) of {rounds}");
        Console.WriteLine("  bytes       libbpf        handler  ratio    enumerated  ratio   allocated by handler and enumeration");
        foreach (uint size in (uint[])[16, 64, 256]) Run(rounds, peerPath, file, size);
        return 0;
    }

    private static void Run(int rounds, string peerPath, string file, uint size)
    {
        using Peer peer = new(peerPath, [file, "emit_sized", $"{RingSize}", $"{size}"]);
        using RingProducer producer = new(file, "emit_sized", RingSize, size);
        using RingBufferReader reader = producer.Map.AsRingBuffer();
        producer.SetBatch(Records);
        List<double> theirs = [], handled = [], enumerated = [];
        long allocated = 0;

        // Before the first round that counts, the runtime has compiled what is hot.
        long settled = Stopwatch.GetTimestamp() + 2 * Stopwatch.Frequency;
        for (int round = -1; round < rounds; round += round < 0 && Stopwatch.GetTimestamp() < settled ? 0 : 1)
        {
            double peerTime = peer.Ask($"consume {Records}")[0];
            long before = GC.GetAllocatedBytesForCurrentThread();
            double handlerTime = Measure(producer, () => reader.Consume(static (_, record) => s_sum += MemoryMarshal.Read<ulong>(record)));
            double enumerationTime = Measure(producer, () => Enumerate(reader.Rings[0]));
            if (round < 0) continue;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            theirs.Add(peerTime);
            handled.Add(handlerTime);
            enumerated.Add(enumerationTime);
        }

        (theirs, handled, enumerated) = ([.. theirs.Order()], [.. handled.Order()], [.. enumerated.Order()]);
        double libbpf = theirs[rounds / 2];
        Console.WriteLine(FormattableString.Invariant(
            $"  {size,5}  {libbpf,5:0.00} ({theirs[0]:0.00})  {handled[rounds / 2],6:0.00} ({handled[0]:0.00})  {handled[rounds / 2] / libbpf:0.000}  {enumerated[rounds / 2],6:0.00} ({enumerated[0]:0.00})  {enumerated[rounds / 2] / libbpf:0.000}   {allocated / rounds} bytes a round"));
    }

    private static double Measure(RingProducer producer, Func<int> consume)
    {
        producer.Run();
        long start = Stopwatch.GetTimestamp();
        int count = consume();
        double elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        if (count != Records) throw new InvalidOperationException($"{count} records came.");
        return elapsed / count;
    }

    private static int Enumerate(RingBuffer ring)
    {
        int count = 0;
        ulong sum = 0;
        foreach (ReadOnlySpan<byte> record in ring.ReadBatch())
        {
            sum += MemoryMarshal.Read<ulong>(record);
            count++;
        }

        s_sum += sum;
        return count;
    }
}
