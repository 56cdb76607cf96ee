using System.Text.RegularExpressions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>The tests of this repository, as <c>Class.Method</c>, from their sources.</summary>
internal static partial class TestNames
{
    private static readonly Lazy<IReadOnlySet<string>> s_all = new(() => Directory.EnumerateDirectories(Repository.At("tests"), "*Tests")
        .SelectMany(project => Repository.TestSources(Path.GetFileName(project)))
        .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups["name"].Value}"))
        .ToHashSet());

    public static IReadOnlySet<string> All => s_all.Value;

    [GeneratedRegex(@"\[(Fact|Theory)\b.*?\]\s*(\[.*?\]\s*(//[^\n]*\s*)?)*public (async )?\w+ (?<name>\w+)\(", RegexOptions.Singleline)]
    private static partial Regex TestMethod();
}
