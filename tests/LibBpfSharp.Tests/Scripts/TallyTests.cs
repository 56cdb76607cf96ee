namespace LibBpfSharp.Tests.Scripts;

/// <summary>The tally of <c>scripts/lib/results.sh</c>: no run that did not come to its end is taken for a good one.</summary>
public sealed class TallyTests : IDisposable
{
    private const string Whole = """<assemblies><assembly name="x" passed="7" failed="0" skipped="2" errors="0" /></assemblies>""";

    private const string WithFailures = """<assemblies><assembly name="x" passed="7" failed="1" skipped="2" errors="2" /></assemblies>""";

    /// <summary>Of five cases the first passed, the second skipped, and the third was at work.</summary>
    private const string CutShort = "planned\t5\nstarted\t0\tA\npassed\t0.1\tA\nended\nstarted\t0\tB\nskipped\t0\tB\nended\nstarted\t0\tC(x: 1)\n";

    private const string Failing = "planned\t3\nstarted\t0\tA\nfailed\t0.1\tA\nended\nerror\nstarted\t0\tB\n";

    private const string NothingLeft = "planned\t1\nstarted\t0\tA\npassed\t0.1\tA\nended\n";

    private readonly string _results = Path.GetTempFileName(), _progress = Path.GetTempFileName();

    public void Dispose()
    {
        File.Delete(_results);
        File.Delete(_progress);
    }

    [Theory]
    [InlineData(0, Whole, "", "7 0 2")]
    [InlineData(1, WithFailures, "", "7 3 2")]
    [InlineData(0, Whole, CutShort, "7 0 2")]
    [InlineData(139, Whole, "", "7 1 2")]
    [InlineData(125, "", CutShort, "1 3 1")]
    [InlineData(125, "", Failing, "0 4 0")]
    [InlineData(125, "", NothingLeft, "1 1 0")]
    [InlineData(0, "", NothingLeft, "1 1 0")]
    [InlineData(143, "", "", "0 1 0")]
    [InlineData(143, "", "planned\t", "0 1 0")]
    [InlineData(125, """<assemblies><assembly name="x" passed="7" failed="0" """, CutShort, "1 3 1")]
    public void A_run_counts_as_what_it_left_behind(int status, string results, string progress, string expected)
        => Assert.Equal(expected, Tally(status, results, progress).Output.TrimEnd());

    [Fact]
    public void A_run_cut_short_says_how_far_it_came()
        => Assert.Contains("6.12: ended with exit code 125 after 2 of 5 tests; last started: C(x: 1);", Tally(125, "", CutShort).Errors, StringComparison.Ordinal);

    private BashRun Tally(int status, string results, string progress)
    {
        File.WriteAllText(_results, results);
        File.WriteAllText(_progress, progress);
        return BashRun.Lines("""tally 6.12 "$1" "$2" "$3"; echo "$passed $failed $skipped" """, $"{status}", _results, _progress);
    }
}
