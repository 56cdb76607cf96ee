using System.Reflection;
using System.Text.RegularExpressions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>docs/from-libbpf.md leaves out no function of libbpf's, and names only members that exist.</summary>
public sealed partial class FromLibbpfTests
{
    private static readonly (string Function, string Ours, string Remark)[] s_rows = [.. Row()
        .Matches(File.ReadAllText(Repository.At("docs", "from-libbpf.md")))
        .Select(match => (match.Groups["function"].Value, match.Groups["ours"].Value, match.Groups["remark"].Value.Trim()))];

    private static readonly ILookup<string, Type> s_publicTypes = typeof(BpfException).Assembly.GetExportedTypes()
        .ToLookup(type => type.Name.Split('`')[0]);

    [Fact]
    public void Every_row_names_a_member_that_exists()
    {
        Assert.NotEmpty(s_rows);
        string[] gone = [.. s_rows.SelectMany(row => Names(row.Ours).Where(name => !Exists(name)).Select(name => $"{row.Function}: {name}"))];
        Assert.Empty(gone);
    }

    [Fact]
    public void Every_row_names_a_member_or_says_why_there_is_none() =>
        Assert.All(s_rows, row => Assert.True(row.Ours == "none" ? row.Remark.Length > 0 : Names(row.Ours).Any(), $"{row.Function}: no member named, and no reason"));

    /// <summary>The functions that libbpf 1.8 exports, and those added until July 2026.</summary>
    [Fact]
    public void Every_function_of_libbpf_has_a_row()
    {
        string[] functions = File.ReadAllLines(Repository.At("tests", "LibBpfSharp.Tests", "Documentation", "libbpf-functions.txt"));
        Assert.Equal(359, functions.Length);
        Assert.Equal(functions.Order(StringComparer.Ordinal), s_rows.Select(row => row.Function).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_function_has_one_row() => Assert.Empty(s_rows.GroupBy(row => row.Function).Where(group => group.Count() > 1).Select(group => group.Key));

    private static IEnumerable<string> Names(string cell) => Name().Matches(cell).Select(match => match.Groups["name"].Value);

    /// <summary>"Type", "Type.Member", or "new Type".</summary>
    private static bool Exists(string name)
    {
        string[] parts = name.Replace("new ", "", StringComparison.Ordinal).Split('.');
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        return s_publicTypes[parts[0]].Any(type => parts.Length == 1 || type.GetMember(parts[1], Public).Length > 0);
    }

    [GeneratedRegex(@"^\| `(?<function>[a-z_0-9]+)` \| (?<ours>[^|]+) \|(?<remark>[^|\n]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>Code whose first word is a name with a capital: arguments and indexers behind it are not looked at.</summary>
    [GeneratedRegex(@"`(?<name>(new )?[A-Z]\w+(\.[A-Z]\w+)?)[^`]*`")]
    private static partial Regex Name();
}
