using System.Text.RegularExpressions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>The tests of this repository, as <c>Class.Method</c>, from their sources.</summary>
internal static partial class TestNames
{
    private static readonly Lazy<IReadOnlySet<string>> s_all = new(() => Directory.EnumerateDirectories(Repository.At("tests"), "*Tests")
        .SelectMany(project => Repository.TestSources(Path.GetFileName(project)))
        .SelectMany(NamesIn)
        .ToHashSet());

    public static IReadOnlySet<string> All => s_all.Value;

    private static IEnumerable<string> NamesIn(string file)
    {
        string source = File.ReadAllText(file);
        MatchCollection methods = TestMethod().Matches(source);
        Assert.True(methods.Count == TestAttribute().Count(source), $"{file} has a test whose name is not found.");
        return methods.Select(match => $"{Path.GetFileName(file).Split('.')[0]}.{match.Groups["name"].Value}");
    }

    [GeneratedRegex(@"^\s*\[(Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"\[(Fact|Theory)\b.*?\]\s*(\[.*?\]\s*(//[^\n]*\s*)?)*public ((async|unsafe|static) )*\w+ (?<name>\w+)\(", RegexOptions.Singleline)]
    private static partial Regex TestMethod();
}
