using System.Diagnostics;

namespace LibBpfSharp.Benchmarks;

/// <summary>One object opened, loaded and closed: this library and libbpf in turn.</summary>
internal static class LoadBenchmark
{
    public static int Run(int rounds, string peerPath, string file)
    {
        List<LoadRound> ours = [], theirs = [];
        using Peer peer = new(peerPath, [file]);
        for (int round = 0; round < rounds; round++)
        {
            theirs.Add(LoadRound.Of(peer.Ask()));
            ours.Add(RunOurs(file));
        }

        Console.WriteLine($"{Path.GetFileName(file)}: open, load, close (ms)");
        Print("first round", ours[0], theirs[0]);
        Print($"median of {rounds}", AtRank(ours, rounds / 2), AtRank(theirs, rounds / 2));
        Print($"best of {rounds}", AtRank(ours, 0), AtRank(theirs, 0));
        return 0;
    }

    private static LoadRound RunOurs(string file)
    {
        long start = Stopwatch.GetTimestamp();
        using BpfObject target = BpfObject.Open(file);
        long opened = Stopwatch.GetTimestamp();
        target.Load();
        long loaded = Stopwatch.GetTimestamp();
        target.Dispose();
        long closed = Stopwatch.GetTimestamp();
        return new(Milliseconds(start, opened), Milliseconds(opened, loaded), Milliseconds(loaded, closed));
    }

    private static LoadRound AtRank(List<LoadRound> rounds, int rank) => rounds.OrderBy(round => round.OpenAndLoad).ElementAt(rank);

    private static double Milliseconds(long start, long end) => Stopwatch.GetElapsedTime(start, end).TotalMilliseconds;

    private static void Print(string title, LoadRound ours, LoadRound theirs)
    {
        Console.WriteLine(title);
        Console.WriteLine($"  LibBpfSharp  {ours}");
        Console.WriteLine($"  libbpf       {theirs}");
        Console.WriteLine(FormattableString.Invariant($"  ratio of open and load  {ours.OpenAndLoad / theirs.OpenAndLoad:0.000}"));
    }
}
