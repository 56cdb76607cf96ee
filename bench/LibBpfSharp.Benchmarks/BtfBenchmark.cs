using System.Diagnostics;
using System.Text;
using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;

namespace LibBpfSharp.Benchmarks;

/// <summary>The kernel's BTF made ready, 20 finds by name and 35 CO-RE candidate searches: this library and libbpf in turn.</summary>
internal static class BtfBenchmark
{
    private static readonly IReadOnlyList<BtfQuery> s_queries = BtfQuery.OfBigObject;
    private static readonly byte[][] s_names = [.. s_queries.Select(query => Encoding.UTF8.GetBytes(query.Name))];

    public static int Run(int rounds, string peerPath)
    {
        List<BtfRound> ours = [], theirs = [];
        using Peer peer = new(peerPath, s_queries.Select(query => query.Argument));
        for (int round = 0; round < rounds; round++)
        {
            theirs.Add(RunTheirs(peer));
            ours.Add(RunOurs());
            if (!ours[^1].Answers.SequenceEqual(theirs[^1].Answers)) return Differ(ours[^1].Answers, theirs[^1].Answers);
        }

        Print("first round", ours[0], theirs[0]);
        Print($"median of {rounds}", AtRank(ours, rounds / 2), AtRank(theirs, rounds / 2));
        Print($"best of {rounds}", AtRank(ours, 0), AtRank(theirs, 0));
        return 0;
    }

    private static BtfRound RunOurs()
    {
        int[] answers = new int[s_queries.Count];
        long start = Stopwatch.GetTimestamp();
        BtfSpec types = new KernelBtfFile(Kernel.Running).Read();
        long opened = Stopwatch.GetTimestamp();
        Answer(types, answers, roots: false);
        long found = Stopwatch.GetTimestamp();
        Answer(types, answers, roots: true);
        long searched = Stopwatch.GetTimestamp();
        return new(Milliseconds(start, opened), Milliseconds(opened, found), Milliseconds(found, searched), answers);
    }

    private static void Answer(BtfSpec types, int[] answers, bool roots)
    {
        for (int i = 0; i < answers.Length; i++)
        {
            if (s_queries[i].IsRoot == roots) answers[i] = s_queries[i].Answer(types, s_names[i]);
        }
    }

    private static BtfRound RunTheirs(Peer peer)
    {
        double[] answer = peer.Ask();
        return new(answer[0], answer[1], answer[2], [.. answer.Skip(3).Select(number => (int)number)]);
    }

    private static int Differ(IReadOnlyList<int> ours, IReadOnlyList<int> theirs)
    {
        for (int i = 0; i < s_queries.Count; i++)
        {
            if (ours[i] != theirs[i]) Console.Error.WriteLine($"{s_queries[i].Argument}: {ours[i]}, libbpf {theirs[i]}");
        }

        return 1;
    }

    private static BtfRound AtRank(List<BtfRound> rounds, int rank) => rounds.OrderBy(round => round.Total).ElementAt(rank);

    private static double Milliseconds(long start, long end) => Stopwatch.GetElapsedTime(start, end).TotalMilliseconds;

    private static void Print(string title, BtfRound ours, BtfRound theirs)
    {
        Console.WriteLine($"{title,-14} open   finds  searches  total   (ms)");
        Console.WriteLine(FormattableString.Invariant($"  LibBpfSharp  {ours.Open,5:0.00} {ours.Finds,6:0.000} {ours.Searches,8:0.000} {ours.Total,7:0.00}"));
        Console.WriteLine(FormattableString.Invariant($"  libbpf       {theirs.Open,5:0.00} {theirs.Finds,6:0.000} {theirs.Searches,8:0.000} {theirs.Total,7:0.00}"));
        Console.WriteLine(FormattableString.Invariant($"  ratio        {ours.Total / theirs.Total:0.000}"));
    }
}
