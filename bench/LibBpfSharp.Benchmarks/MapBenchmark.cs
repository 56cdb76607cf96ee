using System.Diagnostics;

namespace LibBpfSharp.Benchmarks;

/// <summary>
/// Map operations: this library and libbpf in turn, task by task, each round. libbpf runs twice: in a process with a second, idle thread, for which the
/// kernel counts references to descriptors as it does for every .NET process, and in one that is alone.
/// </summary>
internal static class MapBenchmark
{
    private const int WarmUp = 40;

    /// <returns>0 if every ratio of medians to libbpf with two threads is within its bound and nothing was allocated for an operation.</returns>
    public static int Run(int rounds, string peerPath)
    {
        using Peer peer = new(peerPath, []);
        using Peer alone = new(peerPath, ["alone"]);
        using MapFixture map = new();
        Dictionary<MapTask, MapTimes> times = MapTask.All.ToDictionary(task => task, _ => new MapTimes());
        for (int round = -WarmUp; round < rounds; round++)
        {
            foreach (MapTask task in MapTask.All)
            {
                if (round % task.EveryRounds != 0) continue;
                MapTimes measured = round < 0 ? new MapTimes() : times[task]; // the first rounds are compiled in
                Action[] sides =
                [
                    () => RunOurs(map, task, measured), () => measured.Theirs.Add(peer.Ask(task.Request)[0]), () => measured.Alone.Add(alone.Ask(task.Request)[0]),
                ];

                // Whoever comes second finds the processor as the other left it.
                for (int i = 0; i < sides.Length; i++) sides[(i + round + WarmUp) % sides.Length]();
            }
        }

        Console.WriteLine($"hash map, 64 Ki entries, median of {rounds}, ns per element");
        Console.WriteLine("                              libbpf, two threads            libbpf, one thread");
        Console.WriteLine("               LibBpfSharp       ns   ratio    best  bound      ns   ratio    best   bytes");
        bool isGood = true;
        foreach (MapTask task in MapTask.All) isGood &= Print(task, times[task]);
        return isGood ? 0 : 1;
    }

    private static void RunOurs(MapFixture map, MapTask task, MapTimes measured)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        task.Ours(map, task.Count);
        double took = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        task.PutBack?.Invoke(map, task.Count);
        measured.Ours.Add(took / task.Elements);
        measured.Allocated.Add((double)allocated / task.Elements);
    }

    private static bool Print(MapTask task, MapTimes times)
    {
        double ours = MapTimes.Median(times.Ours), theirs = MapTimes.Median(times.Theirs), alone = MapTimes.Median(times.Alone);
        double best = times.Ours.Min(), bytes = MapTimes.Median(times.Allocated);
        Console.WriteLine(FormattableString.Invariant(
            $"  {task.Name,-12} {ours,11:0.0} {theirs,8:0.0} {ours / theirs,7:0.000} {best / times.Theirs.Min(),7:0.000} {task.Most,6:0.00} {alone,7:0.0} {ours / alone,7:0.000} {best / times.Alone.Min(),7:0.000} {bytes,7:0.000}"));
        return ours / theirs <= task.Most && bytes < 0.01;
    }
}
