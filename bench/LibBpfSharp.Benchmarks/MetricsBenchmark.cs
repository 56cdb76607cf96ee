using System.Diagnostics;

namespace LibBpfSharp.Benchmarks;

/// <summary>What metrics and activities cost where nobody listens, beside one call of a map operation.</summary>
internal static class MetricsBenchmark
{
    private const int Calls = 20_000_000;
    private const int Batches = 50;

    public static int Run(string file)
    {
        using RingProducer producer = new(file, "emit", 4096, 64);
        BpfMap data = producer.Data;
        byte[] value = new byte[data.ValueBufferSize];
        Print("one map lookup", Calls / 100, () => data.TryLookup([0, 0, 0, 0], value));
        Print("nothing", Calls, static () => { });
        Print("its count", Calls, static () => MapMetrics.Count(BpfCommand.MapLookupElem));
        Print("the sums of a walk", Calls, static () => StreamMetrics.Consumed("events", 1, 64));
        Print("the activity of an attachment", Calls, static () => BpfActivities.StartAttach("link_create", BpfAttachType.Xdp).End(0));
        return 0;
    }

    private static void Print(string what, int calls, Action call)
    {
        Repeat(call, calls / 10);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        double best = double.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            long start = Stopwatch.GetTimestamp();
            Repeat(call, calls / Batches);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / (calls / Batches));
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Console.WriteLine(FormattableString.Invariant($"  {what,-30} {best,8:0.00} ns at best, {allocated} bytes in {calls} calls"));
    }

    private static void Repeat(Action call, int times)
    {
        for (int i = 0; i < times; i++) call();
    }
}
