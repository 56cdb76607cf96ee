using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Scripts;

/// <summary>Every script says what it is for.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Scripts
        => [.. Directory.EnumerateFiles(Repository.At("scripts"), "*.sh").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_script_says_how_it_is_used(string script)
    {
        BashRun help = BashRun.Script(script, "--help");
        Assert.Equal((0, ""), (help.Status, help.Errors));
        Assert.StartsWith($"usage: {script}", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Wrong_usage_is_refused_with_the_same_words(string script)
    {
        BashRun refused = BashRun.Script(script, "--no-such-option");
        Assert.Equal((2, ""), (refused.Status, refused.Output));
        Assert.StartsWith($"usage: {script}", refused.Errors, StringComparison.Ordinal);
    }
}
