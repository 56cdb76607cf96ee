using System.Text.RegularExpressions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>C# code in README.md and docs/ is the text of a region that the kernel tests compile and run.</summary>
public sealed partial class SnippetTests
{
    /// <summary>Code between "// snippet: NAME" and "// end snippet" in the kernel tests, by name, without its common indent.</summary>
    private static readonly Dictionary<string, string> s_compiled = Repository.TestSources("LibBpfSharp.KernelTests")
        .SelectMany(file => CompiledSnippet().Matches(File.ReadAllText(file)))
        .ToDictionary(match => match.Groups["name"].Value, match => Outdent(match.Groups["code"].Value));

    private static readonly (string Page, string Name, string Code)[] s_shown = [.. Repository.Pages
        .SelectMany(page => ShownCode().Matches(File.ReadAllText(page))
            .Select(match => (Path.GetFileName(page), match.Groups["name"].Value, match.Groups["code"].Value)))];

    [Fact]
    public void Every_code_block_is_compiled_and_run_as_shown()
    {
        Assert.NotEmpty(s_shown);
        Assert.All(s_shown, shown =>
        {
            Assert.True(shown.Name.Length > 0, $"{shown.Page}: a C# block has no '<!-- snippet: NAME -->' line above it:\n{shown.Code}");
            Assert.True(s_compiled.TryGetValue(shown.Name, out string? code), $"{shown.Page}: the kernel tests have no snippet '{shown.Name}'.");
            Assert.Equal(code, shown.Code, ignoreLineEndingDifferences: true);
        });
    }

    [Fact]
    public void Every_compiled_snippet_is_shown()
        => Assert.Equal(s_compiled.Keys.Order(), s_shown.Select(shown => shown.Name).Distinct().Order());

    internal static string Outdent(string code)
    {
        string[] lines = code.TrimEnd().Split('\n');
        int indent = lines.Where(line => line.AsSpan().Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(lines.Select(line => line[Math.Min(indent, line.Length)..] + "\n"));
    }

    [GeneratedRegex(@"(?:<!-- snippet: (?<name>\S+) -->\n)?```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShownCode();

    [GeneratedRegex(@"// snippet: (?<name>\S+)\n(?<code>.*?)\n[ ]*// end snippet", RegexOptions.Singleline)]
    private static partial Regex CompiledSnippet();
}
