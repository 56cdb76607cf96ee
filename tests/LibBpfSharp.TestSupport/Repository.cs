namespace LibBpfSharp.TestSupport;

/// <summary>The checked-out repository this test was built in.</summary>
public static class Repository
{
    /// <summary>Its top directory.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>README.md and the pages of docs/.</summary>
    public static IEnumerable<string> Pages => [At("README.md"), .. Directory.EnumerateFiles(At("docs"), "*.md").Order()];

    /// <summary>A path in it.</summary>
    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The sources of a test project.</summary>
    public static IEnumerable<string> TestSources(string project)
        => Directory.EnumerateFiles(At("tests", project), "*.cs", SearchOption.AllDirectories);

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LibBpfSharp.sln"))) return at.FullName;
        }

        throw new DirectoryNotFoundException($"No LibBpfSharp.sln above {AppContext.BaseDirectory}.");
    }
}
