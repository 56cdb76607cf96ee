using System.Text.RegularExpressions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>Every row of a feature table that says "yes" names a test, and that test exists.</summary>
public sealed partial class FeatureTableTests
{
    [Fact]
    public void Every_yes_has_a_test_behind_it()
    {
        Match[] rows = [.. Repository.Pages.SelectMany(page => YesRow().Matches(File.ReadAllText(page)))];
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains(row.Groups["test"].Value, TestNames.All));
    }

    /// <summary>"| what | yes | `Class.Test` |"; the third cell is empty in the match where it names none.</summary>
    [GeneratedRegex(@"^\|[^|\n]+\| yes[^|\n]* \|\s*(`(?<test>\w+\.\w+)`)?", RegexOptions.Multiline)]
    private static partial Regex YesRow();
}
