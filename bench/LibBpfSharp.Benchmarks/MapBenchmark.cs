using System.Diagnostics;

namespace LibBpfSharp.Benchmarks;

/// <summary>Map operations: this library and libbpf in turn, task by task, each round.</summary>
internal static class MapBenchmark
{
    private const int WarmUp = 40;

    /// <returns>0 if every ratio of medians is within its bound and nothing was allocated for an operation.</returns>
    public static int Run(int rounds, string peerPath)
    {
        using Peer peer = new(peerPath, []);
        using MapFixture map = new();
        Dictionary<MapTask, (List<double> Ours, List<double> Theirs, List<double> Allocated)> times = MapTask.All.ToDictionary(task => task, _ => (new List<double>(), new List<double>(), new List<double>()));
        for (int round = -WarmUp; round < rounds; round++)
        {
            foreach (MapTask task in MapTask.All)
            {
                if (round % task.EveryRounds != 0) continue;
                // Whoever comes second finds the processor as the other left it.
                double theirs = round % 2 == 0 ? peer.Ask(task.Request)[0] : 0;
                (double ours, double allocated) = RunOurs(map, task);
                if (round % 2 != 0) theirs = peer.Ask(task.Request)[0];
                if (round < 0) continue; // the first rounds are compiled in
                times[task].Ours.Add(ours);
                times[task].Theirs.Add(theirs);
                times[task].Allocated.Add(allocated);
            }
        }

        Console.WriteLine($"hash map, 64 Ki entries, median of {rounds}, ns per element");
        Console.WriteLine("               LibBpfSharp   libbpf   ratio   best   bound   bytes");
        bool isGood = true;
        foreach (MapTask task in MapTask.All)
        {
            (List<double> ours, List<double> theirs, List<double> allocated) = times[task];
            double mine = Median(ours), libbpf = Median(theirs), ratio = mine / libbpf, best = ours.Min() / theirs.Min(), bytes = Median(allocated);
            isGood &= ratio <= task.Most && bytes < 0.01;
            Console.WriteLine(FormattableString.Invariant(
                $"  {task.Name,-12} {mine,11:0.0} {libbpf,8:0.0} {ratio,7:0.000} {best,6:0.000} {task.Most,7:0.00} {bytes,7:0.000}"));
        }

        return isGood ? 0 : 1;
    }

    private static (double Nanoseconds, double Bytes) RunOurs(MapFixture map, MapTask task)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        task.Ours(map, task.Count);
        double took = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        task.PutBack?.Invoke(map, task.Count);
        return (took / task.Elements, (double)allocated / task.Elements);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
