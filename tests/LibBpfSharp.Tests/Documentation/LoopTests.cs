using System.Text.RegularExpressions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>A loop of a test says what ends it, and what spins does so through <see cref="Patience"/>, which gives up.</summary>
public sealed partial class LoopTests
{
    private static readonly string[] s_exempt = [$"{nameof(Patience)}.cs", $"{nameof(LoopTests)}.cs"];

    [Fact]
    public void No_loop_of_a_test_is_without_an_end()
    {
        string[] sources = [.. Directory.EnumerateFiles(Repository.At("tests"), "*.cs", SearchOption.AllDirectories)];
        Assert.NotEmpty(sources);
        Assert.Empty(sources.Where(file => !s_exempt.Contains(Path.GetFileName(file)))
            .SelectMany(file => Endless().Matches(File.ReadAllText(file)).Select(loop => $"{Path.GetFileName(file)}: {loop.Value}")));
    }

    [Theory]
    [InlineData("while (true)", true)]
    [InlineData("for (; ; )", true)]
    [InlineData("for (int i = 0; ; i++)", true)]
    [InlineData("SpinWait.SpinUntil(() => done);", true)]
    [InlineData("SpinWait spin = default;", true)]
    [InlineData("while (patience.Lasts)", false)]
    [InlineData("for (int i = 0; i < 3; i++)", false)]
    [InlineData("Thread.SpinWait(100_000)", false)]
    public void A_loop_without_an_end_is_told_from_others(string code, bool isEndless) => Assert.Equal(isEndless, Endless().IsMatch(code));

    [GeneratedRegex(@"while \(true\)|for \([^;()]*;\s*;|SpinWait\.SpinUntil|\bSpinWait \w+ =")]
    private static partial Regex Endless();
}
