using System.Text.RegularExpressions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>CONTRIBUTING.md says of each kind of addition where it goes, and of no file that is gone.</summary>
public sealed partial class ContributingTests
{
    private static readonly string s_page = File.ReadAllText(Repository.At("CONTRIBUTING.md"));

    private static readonly Dictionary<string, string> s_rows =
        Row().Matches(s_page).ToDictionary(row => row.Groups["what"].Value, row => row.Groups["where"].Value, StringComparer.Ordinal);

    [Theory]
    [InlineData("a link type")]
    [InlineData("a map flag")]
    [InlineData("a section")]
    [InlineData("a verifier hint")]
    [InlineData("a BTF kind")]
    [InlineData("a syscall number")]
    [InlineData("an EPERM cause")]
    public void A_row_names_files_of_the_library_and_of_its_tests(string addition)
    {
        string[] paths = [.. Paths(s_rows[addition])];
        Assert.Contains(paths, path => path.StartsWith("src/", StringComparison.Ordinal));
        Assert.Contains(paths, path => path.StartsWith("tests/", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_path_is_there() => Assert.All(Paths(s_page), path => Assert.True(Path.Exists(Repository.At(path)), path));

    [Fact]
    public void Every_layer_of_the_library_is_named()
        => Assert.All(
            Directory.EnumerateDirectories(Repository.At("src/LibBpfSharp")).Where(folder => Directory.EnumerateFiles(folder, "*.cs").Any()),
            folder => Assert.Contains($"`{Path.GetFileName(folder)}`", s_page, StringComparison.Ordinal));

    private static IEnumerable<string> Paths(string text) => Named().Matches(text).Select(path => path.Groups["path"].Value);

    [GeneratedRegex(@"^\| (?<what>an? [\w ]+) \| (?<where>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"(`|\]\()(?<path>(src|tests|docs|scripts|samples|bench)/[\w./-]+|\w+\.md)(`|\))")]
    private static partial Regex Named();
}
