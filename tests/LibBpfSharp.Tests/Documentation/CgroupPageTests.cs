using System.Text.RegularExpressions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>Every statement of docs/cgroup.md has a test behind it, and every test it names exists.</summary>
public sealed partial class CgroupPageTests
{
    private static readonly string[] s_lines = File.ReadAllLines(Repository.At("docs", "cgroup.md"));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        string[] named = [.. s_lines.SelectMany(line => NamedTest().Matches(line)).Select(match => match.Groups["test"].Value).Distinct()];
        Assert.True(named.Length > 60);
        Assert.All(named, test => Assert.Contains(test, TestNames.All));
    }

    [Fact]
    public void Every_statement_names_a_test()
    {
        string[] statements = [.. s_lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal) || IsRow(line))];
        Assert.NotEmpty(statements);
        Assert.All(statements, statement => Assert.Matches(NamedTest(), statement));
    }

    private static bool IsRow(string line) => line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal) && !line.EndsWith("| Test |", StringComparison.Ordinal);

    [GeneratedRegex(@"`(?<test>\w+Tests\.\w+)`")]
    private static partial Regex NamedTest();
}
