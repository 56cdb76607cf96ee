using System.Text.RegularExpressions;
using System.Xml.Linq;
using LibBpfSharp.TestSupport;
using LibBpfSharp.Tests.Documentation.Layers;
using Microsoft.CodeAnalysis;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>Examples by the member they are for: those that the library's comments show, and those that the kernel tests run.</summary>
internal static partial class Examples
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> s_shown = new(() => PublicMembers.All
        .Select(member => (Name: $"{member.ContainingType.Name}.{member.Name}", Code: CodeOf(member)))
        .Where(example => example.Code is not null)
        .ToDictionary(example => example.Name, example => example.Code!));

    private static readonly Lazy<IReadOnlyDictionary<string, string>> s_run = new(() => Repository.TestSources("LibBpfSharp.KernelTests")
        .SelectMany(file => Region().Matches(File.ReadAllText(file)))
        .ToDictionary(match => match.Groups["name"].Value, match => SnippetTests.Outdent(match.Groups["code"].Value)));

    public static IReadOnlyDictionary<string, string> Shown => s_shown.Value;

    public static IReadOnlyDictionary<string, string> Run => s_run.Value;

    private static string? CodeOf(ISymbol member)
        => PublicMembers.CommentOf(member)?.Element("example")?.Element("code") is { } code ? SnippetTests.Outdent(code.Value.TrimStart('\n')) : null;

    [GeneratedRegex(@"// example: (?<name>[\w.]+)\n(?<code>.*?)\n[ ]*// end example", RegexOptions.Singleline)]
    private static partial Regex Region();
}
