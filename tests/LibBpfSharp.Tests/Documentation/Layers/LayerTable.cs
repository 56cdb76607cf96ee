using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation.Layers;

/// <summary>The table of docs/design.md: the folders of the library, and for each which others it may refer to.</summary>
internal sealed record LayerTable(IReadOnlyDictionary<string, IReadOnlySet<string>> MayUse)
{
    private const string Heading = "| Folder |";
    private const string All = "all above";

    public static LayerTable Read()
    {
        Dictionary<string, IReadOnlySet<string>> mayUse = [];
        IEnumerable<string> rows = File.ReadLines(Repository.At("docs", "design.md"))
            .SkipWhile(line => !line.StartsWith(Heading, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));
        foreach (string row in rows)
        {
            string[] cells = [.. row.Split('|').Select(cell => cell.Trim())];
            string uses = cells[2];
            HashSet<string> named = uses.StartsWith(All, StringComparison.Ordinal) ? [.. mayUse.Keys] : [.. Folders(uses)];
            foreach (string folder in Folders(cells[1])) mayUse.Add(folder, named);
        }

        return new LayerTable(mayUse);
    }

    /// <summary>The folders of a cell: each as <c>`Name/`</c>.</summary>
    private static IEnumerable<string> Folders(string cell) => cell.Split('`').Where(part => part.EndsWith('/')).Select(part => part[..^1]);
}
