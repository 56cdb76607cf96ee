namespace LibBpfSharp.Tests.Scripts;

/// <summary><c>scripts/lib/side-by-side.sh</c>: several runs at once.</summary>
public sealed class SideBySideTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_is_shown_whole_and_its_status_kept()
    {
        // Both begin before one ends: each waits for what the other makes.
        BashRun run = Run("""
            job() {
                echo "$1 one"; touch "$2/../begun-$1"
                until [ -e "$2/../begun-a" ] && [ -e "$2/../begun-b" ]; do sleep 0.01; done
                echo "$1 two" >&2; [ "$1" = a ]
            }
            side_by_side 2 "$1" job a b
            """);
        Assert.Equal(0, run.Status);
        Assert.Contains("a one\na two\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("b one\nb two\n", run.Errors, StringComparison.Ordinal);
        Assert.Equal(("0", "1"), (Status("a"), Status("b")));
    }

    [Fact]
    public void No_more_are_at_work_than_was_asked_for()
    {
        BashRun run = Run("""
            job() { mkdir "$2/../alone"; sleep 0.05; rmdir "$2/../alone"; }
            side_by_side 1 "$1" job a b c
            """);
        Assert.Equal(0, run.Status);
        Assert.All(new[] { "a", "b", "c" }, name => Assert.Equal("0", Status(name)));
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public void A_signal_ends_those_at_work_and_begins_no_other(string signal, int expected)
    {
        BashRun run = Run($$"""
            job() { kill -{{signal}} $$; sleep 300; }
            side_by_side 1 "$1" job a b
            """);
        Assert.Equal((expected, "143"), (run.Status, Status("a")));
        Assert.False(Directory.Exists(Path.Combine(_folder, "b")));
    }

    private BashRun Run(string lines) => BashRun.Lines(lines, _folder);

    private string Status(string name) => File.ReadAllText(Path.Combine(_folder, name, "status")).TrimEnd();
}
